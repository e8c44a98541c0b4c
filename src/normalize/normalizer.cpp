#include "normalize/normalizer.hpp"

#include <optional>
#include <utility>

#include "json/reader.hpp"
#include "json/text.hpp"
#include "normalize/details.hpp"
#include "normalize/entries.hpp"
#include "normalize/misread.hpp"
#include "normalize/page_scanner.hpp"
#include "normalize/signals.hpp"
#include "normalize/verdict.hpp"
#include "value/count_text.hpp"

namespace creditkit {
/// An operation bound to slots, and the buffers that its pages are read into.
class Normalizer::Reading {
 public:
  Reading(const Operation& operation, const BoundQuery& query)
      : operation_{&operation},
        slots_{operation.rows.each != nullptr},
        binder_{slots_, query},
        tokens_{slots_},
        verdict_{operation, slots_},
        signals_{operation.paging, slots_},
        details_{operation, binder_} {
    if (operation.entry != nullptr) {
      entries_.emplace(*operation.entry, binder_);
    }
    if (has_rows()) {
      slots_.set_rows(Table::body, operation.rows.at);
      if (operation.rows.each != nullptr) {
        slots_.set_rows(Table::parent, *operation.rows.each);
      }
    }
    scanner_.emplace(operation.rows, tokens_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  Reading(Reading&&) = delete;
  Reading& operator=(Reading&&) = delete;
  ~Reading() = default;

  Failure read(const Response& response, bool include_raw, Page& page) {
    clear(page);
    Failure error = read_parts(response, include_raw, page);
    if (error) {
      error->status = response.status;
      clear(page);
    }
    return error;
  }

 private:
  [[nodiscard]] bool has_rows() const {
    return operation_->entry != nullptr || operation_->entitlement != nullptr;
  }

  Failure read_parts(const Response& response, bool include_raw, Page& page) {
    Failure error = read_body(response);
    if (!error && has_rows()) {
      error = scanner_->fault();
      if (!error) {
        error = entries_ ? entries_->read(tokens_, include_raw, page)
                         : details_.read_entitlements(tokens_, page);
      }
    }
    if (!error) {
      error = signals_.read(response, tokens_, page.signals);
    }
    if (!error && operation_->balance != nullptr) {
      error = details_.read_balance(tokens_, page);
    }
    return error;
  }

  /// One pass over the body, and the verdicts that come before any look at a row.
  Failure read_body(const Response& response) {
    tokens_.body = response.body;
    const bool refused = response.status >= 400;
    Reader reader{response.body};
    const bool is_json =
        reader.start() && scanner_->read(reader, !refused && has_rows()) && reader.finish();
    if (refused) {
      return verdict_.refusal_of_status(response, is_json ? &tokens_ : nullptr);
    }
    if (!is_json) {
      return failure_at(response.body, reader.fault().byte, "the body is not JSON: @",
                        {describe(reader.fault(), response.body)});
    }
    if (response.status < 200 || response.status > 299) {
      return failure(ErrorCode::format, "expected an HTTP status of 200 to 299, found @",
                     {CountText{static_cast<std::uint64_t>(response.status)}});
    }
    Failure error = scanner_->repeated_name();
    return error ? std::move(error) : verdict_.refusal_of_success(response, tokens_);
  }

  const Operation* operation_;
  SlotMap slots_;
  ColumnBinder binder_;
  PageTokens tokens_;
  VerdictReader verdict_;
  SignalReader signals_;
  DetailReader details_;
  std::optional<EntryReader> entries_;
  std::optional<PageScanner> scanner_;
};

Normalizer::Normalizer(const Operation& operation, const BoundQuery& query)
    : reading_{std::make_unique<Reading>(operation, query)} {}
Normalizer::~Normalizer() = default;
Normalizer::Normalizer(Normalizer&&) noexcept = default;
Normalizer& Normalizer::operator=(Normalizer&&) noexcept = default;

Checked<void> Normalizer::read(const Response& response, bool include_raw, Page& page) {
  return reading_->read(response, include_raw, page);
}

}  // namespace creditkit
