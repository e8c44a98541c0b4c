#include "normalize/normalizer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "json/place.hpp"
#include "json/reader.hpp"
#include "json/tree_reader.hpp"
#include "normalize/balance.hpp"
#include "normalize/entitlements.hpp"
#include "normalize/entries.hpp"
#include "normalize/misread.hpp"
#include "normalize/row_collector.hpp"
#include "normalize/signals.hpp"
#include "normalize/slots.hpp"
#include "normalize/verdict.hpp"

namespace creditkit {
namespace {

bool has_rows(const Operation& operation) { return operation.entry || operation.entitlement; }

std::string sentence_of(const SyntaxFault& fault, std::string_view body) {
  return "the body is not JSON: " + describe(fault, body);
}

/// What a page without rows holds. Capacity stays.
void clear_entries(Page& page) {
  EntryColumns& columns = page.entries;
  columns.rows = 0;
  columns.at.clear();
  columns.kind.clear();
  columns.flags.clear();
  columns.text.clear();
  columns.heap.clear();
  columns.heap_is_ascii = true;
  columns.heap_units = 0;
  page.row_hashes.clear();
}

void clear_others(Page& page) {
  page.balance.reset();
  page.entitlements.clear();
  page.signals = {};
  page.fingerprint = 0;
}

}  // namespace

/// An operation bound to slots, and the buffers that its pages are read into.
class Normalizer::Reading {
 public:
  Reading(const Operation& operation, ParameterTexts parameters)
      : operation_{&operation},
        parameters_{std::move(parameters)},
        slots_{operation.rows.each != nullptr},
        verdict_{operation, slots_},
        signals_{operation.paging, slots_} {
    if (operation.entry) {
      entries_.emplace(*operation.entry, parameters_, slots_);
    }
    if (operation.balance) {
      const bool required = operation.kind == OperationKind::balance;
      balance_.emplace(*operation.balance, parameters_, required, slots_);
    }
    if (operation.entitlement) {
      entitlements_.emplace(*operation.entitlement, parameters_, slots_);
    }
    if (has_rows(operation)) {
      slots_.body.set_rows(operation.rows.at);
      if (operation.rows.each) {
        slots_.parent.set_rows(*operation.rows.each);
      }
    }
    body_reader_.emplace(slots_.body);
    rows_.emplace(operation.rows, slots_, tokens_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  Failure read(const Response& response, bool include_raw, Page& page) {
    // Columns are written over, for clearing them would only make their growth fill them with
    // zeros.
    clear_others(page);
    auto error = read_body(response);
    error = error ? std::move(error) : read_rows(include_raw, page);
    error = error ? std::move(error) : signals_.read(response, tokens_, page.signals);
    error = error ? std::move(error) : read_balance(page);
    if (error || !entries_) {
      clear_entries(page);
    }
    if (error) {
      error->status = response.status;
      clear_others(page);
    }
    return error;
  }

 private:
  /// One pass over the body, and the verdicts that come before any look at a row.
  Failure read_body(const Response& response) {
    tokens_.body = response.body;
    tokens_.body_tokens.assign(slots_.body.slot_count(), Token{});
    rows_->start();
    const bool refused = response.status >= 400;
    Reader reader{response.body};
    RowsVisitor* const rows = refused || !has_rows(*operation_) ? nullptr : &*rows_;
    const bool is_json = reader.start() &&
                         body_reader_->read(reader, 0, tokens_.body_tokens.data(), rows) &&
                         reader.finish();
    if (refused) {
      return verdict_.refusal_of_status(response, is_json ? &tokens_ : nullptr);
    }
    if (!is_json) {
      return format_error(response.body, reader.fault().byte,
                          sentence_of(reader.fault(), response.body));
    }
    if (response.status < 200 || response.status > 299) {
      return failure(ErrorCode::format, {"expected an HTTP status of 200 to 299, found ",
                                         std::to_string(response.status)});
    }
    if (const auto duplicate = body_reader_->duplicate()) {
      return format_error(response.body, *duplicate,
                          "expected one member of this name in an object, found another");
    }
    return verdict_.refusal_of_success(response, tokens_);
  }

  Failure read_rows(bool include_raw, Page& page) {
    if (!has_rows(*operation_)) {
      return nullptr;
    }
    if (auto error = rows_->fault()) {
      return error;
    }
    if (entries_) {
      return entries_->read(tokens_, include_raw, page);
    }
    for (std::size_t row = 0; row < tokens_.rows; ++row) {
      auto entitlement = entitlements_->read(tokens_, row);
      if (!entitlement) {
        return error_of(entitlement.error(), tokens_, row);
      }
      page.entitlements.push_back(std::move(*entitlement));
    }
    return nullptr;
  }

  Failure read_balance(Page& page) {
    if (!balance_) {
      return nullptr;
    }
    auto balance = balance_->read(tokens_);
    if (!balance) {
      return error_of(balance.error(), tokens_, 0);
    }
    page.balance = std::move(*balance);
    return nullptr;
  }

  const Operation* operation_;
  ParameterTexts parameters_;
  SlotMap slots_;
  VerdictReader verdict_;
  SignalReader signals_;
  std::optional<EntryReader> entries_;
  std::optional<BalanceReader> balance_;
  std::optional<EntitlementReader> entitlements_;
  PageTokens tokens_;
  std::optional<TreeReader> body_reader_;
  std::optional<RowCollector> rows_;
};

Normalizer::Normalizer(const Plan& /*plan*/, const Operation& operation, ParameterTexts parameters)
    : reading_{std::make_unique<Reading>(operation, std::move(parameters))} {}
Normalizer::~Normalizer() = default;
Normalizer::Normalizer(Normalizer&&) noexcept = default;
Normalizer& Normalizer::operator=(Normalizer&&) noexcept = default;

Checked<void> Normalizer::read(const Response& response, bool include_raw, Page& page) {
  return reading_->read(response, include_raw, page);
}

}  // namespace creditkit
