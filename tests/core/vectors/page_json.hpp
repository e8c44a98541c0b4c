#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "model/error.hpp"
#include "model/page.hpp"

/// What the core read, in the form in which vectors state it.
namespace creditkit::vectors {

using Json = nlohmann::ordered_json;

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// The heap's bytes at which each UTF-16 unit starts, and its end.
inline std::vector<std::size_t> unit_offsets(const std::string& heap) {
  std::vector<std::size_t> offsets;
  for (std::size_t byte = 0; byte < heap.size(); ++byte) {
    const auto c = static_cast<unsigned char>(heap[byte]);
    if ((c & 0xC0U) == 0x80U) {
      continue;
    }
    offsets.push_back(byte);
    if (c >= 0xF0U) {
      offsets.push_back(byte);  // the second half of a surrogate pair
    }
  }
  offsets.push_back(heap.size());
  return offsets;
}

/// A heap, for whose cells units are turned into bytes once.
class Heap {
 public:
  explicit Heap(const std::string& text) : text_{text}, offsets_{unit_offsets(text)} {}

  [[nodiscard]] std::string between(std::size_t start, std::size_t end) const {
    return text_.substr(offsets_.at(start), offsets_.at(end) - offsets_.at(start));
  }

 private:
  const std::string& text_;
  std::vector<std::size_t> offsets_;
};

/// Texts of cells.
class Texts {
 public:
  explicit Texts(const EntryColumns& columns)
      : heap_{columns.heap}, wide_{columns.wide}, wide_columns_{columns.wide_columns} {}

  /// `bit`: of EntryColumns::wide_columns.
  [[nodiscard]] Json of(std::size_t bit, TextCell cell) const {
    if (cell == null_cell) {
      return nullptr;
    }
    const Heap& heap = (wide_columns_ >> bit & 1U) != 0 ? wide_ : heap_;
    return heap.between(cell.start, cell.end);
  }

 private:
  Heap heap_;
  Heap wide_;
  std::uint32_t wide_columns_;
};

class EntriesJson {
 public:
  EntriesJson(const EntryColumns& columns, const Texts& texts, std::string provider, bool with_raw)
      : columns_{columns}, texts_{texts}, provider_{std::move(provider)}, with_raw_{with_raw} {}

  [[nodiscard]] Json all() const {
    Json entries = Json::array();
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      entries.push_back(entry(row));
    }
    return entries;
  }

 private:
  [[nodiscard]] Json text(TextColumn column, std::size_t row) const {
    const auto index = static_cast<std::size_t>(column);
    return texts_.of(index, columns_.text[index * columns_.rows + row]);
  }

  [[nodiscard]] Json flags(std::uint8_t flags) const {
    Json names = Json::array();
    for (const auto& [bit, name] : {std::pair{entry_flag::zone_assumed, "zoneAssumed"},
                                    std::pair{entry_flag::ambiguous_hour, "ambiguousHour"},
                                    std::pair{entry_flag::shifted_hour, "shiftedHour"}}) {
      if ((flags & bit) != 0) {
        names.push_back(name);
      }
    }
    return names;
  }

  [[nodiscard]] Json entry(std::size_t row) const {
    const std::uint8_t bits = columns_.flags[row];
    const double at = columns_.at[row];
    Json entry{{"provider", provider_},
               {"id", text(TextColumn::id, row)},
               {"idIsSynthetic", (bits & entry_flag::id_is_synthetic) != 0},
               {"account", text(TextColumn::account, row)},
               {"kind", name_of(static_cast<Kind>(columns_.kind[row]))},
               {"vendorKind", text(TextColumn::vendor_kind, row)},
               {"amount", text(TextColumn::amount, row)},
               {"unit", text(TextColumn::unit, row)},
               {"balanceAfter", text(TextColumn::balance_after, row)},
               {"at", std::isnan(at) ? Json(nullptr) : Json(static_cast<std::int64_t>(at))},
               {"atText", text(TextColumn::at_text, row)},
               {"description", text(TextColumn::description, row)},
               {"reference", text(TextColumn::reference, row)}};
    if (with_raw_) {
      entry["raw"] = text(TextColumn::raw, row);
    }
    entry["$flags"] = flags(bits);
    entry["$precision"] = std::array{"millisecond", "second", "minute", "day"}.at(
        (bits >> entry_flag::precision_shift) & 3U);
    return entry;
  }

  const EntryColumns& columns_;
  const Texts& texts_;
  std::string provider_;
  bool with_raw_;
};

inline Json balance_json(const Page& page, const Texts& texts, const std::string& provider) {
  if (page.balance.empty()) {
    return nullptr;
  }
  const auto text = [&](std::size_t index) { return texts.of(balance_bit, page.balance[index]); };
  const auto member = [&](BalanceColumn column) { return text(static_cast<std::size_t>(column)); };
  Json parts = Json::object();
  for (auto part = static_cast<std::size_t>(BalanceColumn::part); part < page.balance.size();
       part += part_cell_count) {
    if (const Json amount = text(part + 1); !amount.is_null()) {
      parts[text(part).get<std::string>()] = {{"amount", amount}, {"unit", text(part + 2)}};
    }
  }
  const Json at_text = member(BalanceColumn::at_text);
  return {
      {"provider", provider},
      {"account", member(BalanceColumn::account)},
      {"available", member(BalanceColumn::available)},
      {"unit", member(BalanceColumn::unit)},
      {"parts", parts},
      {"at", at_text.is_null() ? Json(nullptr) : Json(static_cast<std::int64_t>(page.balance_at))},
      {"atText", at_text}};
}

inline Json lines_of(const Json& text) {
  Json lines = Json::array();
  std::istringstream in{text.is_null() ? "" : text.get<std::string>()};
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

inline Json entitlements_json(const Page& page, const Texts& texts, const std::string& provider) {
  Json entitlements = Json::array();
  const std::size_t rows = page.entitlements.size() / entitlement_column_count;
  for (std::size_t row = 0; row < rows; ++row) {
    using enum EntitlementColumn;
    const auto text = [&](EntitlementColumn column) {
      return texts.of(entitlements_bit,
                      page.entitlements[static_cast<std::size_t>(column) * rows + row]);
    };
    const auto flag = [&](EntitlementColumn column) {
      const Json word = text(column);
      return word.is_null() ? word : Json(word == "true");
    };
    entitlements.push_back({{"provider", provider},
                            {"id", text(id)},
                            {"name", text(name)},
                            {"unit", text(unit)},
                            {"balance", text(balance)},
                            {"overage", text(overage)},
                            {"overageEnabled", flag(overage_enabled)},
                            {"overageLimit", text(overage_limit)},
                            {"headroom", text(headroom)},
                            {"limitReached", flag(limit_reached)},
                            {"findings", lines_of(text(findings))}});
  }
  return entitlements;
}

inline Json json_of(const Page& page, const std::string& provider, bool with_raw) {
  const Texts texts{page.entries};
  return {{"entries", EntriesJson{page.entries, texts, provider, with_raw}.all()},
          {"balance", balance_json(page, texts, provider)},
          {"entitlements", entitlements_json(page, texts, provider)},
          {"signals",
           {{"cursor", or_null(page.signals.cursor)},
            {"more", or_null(page.signals.more)},
            {"total", or_null(page.signals.total)},
            {"totalPages", or_null(page.signals.total_pages)}}}};
}

inline Json json_of(const Error& error) {
  constexpr std::array codes{"parameter", "api",   "format",        "pagination",
                             "loop",      "drift", "cursorExpired", "resumeToken"};
  constexpr std::array refusals{"other",     "authentication", "permission", "notFound",
                                "rateLimit", "cursor",         "temporary"};
  return {{"code", codes.at(static_cast<std::size_t>(error.code))},
          {"pointer", error.has_pointer ? Json(error.pointer) : Json(nullptr)},
          {"byte", or_null(error.byte)},
          {"status", error.status},
          {"refusal", refusals.at(static_cast<std::size_t>(error.refusal))},
          {"vendorCode", error.vendor_code},
          {"vendorMessage", error.vendor_message},
          {"correlationId", error.correlation_id},
          {"message", error.message}};
}

}  // namespace creditkit::vectors
