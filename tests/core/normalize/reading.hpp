#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/cell_text.hpp"
#include "normalize/exact_body.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/rows.hpp"
#include "normalize/synthetic_ids.hpp"
#include "provider/definition.hpp"

namespace creditkit::testing {

/// A history whose rows are at /rows, read by `entry`, a JSON object; `more` adds members to the
/// operation.
inline std::string history_of(std::string_view entry, std::string_view more = "") {
  std::string text = R"({"id":"test","baseUrl":"https://api.example.com","operations":{"history":{)"
                     R"("request":{"path":"/rows"},"rows":"/rows",)";
  text += more;
  text += R"("entry":)";
  text += entry;
  return text + "}}}";
}

/// A definition, compiled, and a normalizer of its history.
class Reader {
 public:
  explicit Reader(const std::string& definition) {
    auto plan = compile_definition(definition, {});
    if (!plan) {
      for (const DefinitionFault& fault : plan.faults) {
        UNSCOPED_INFO(fault.pointer << ": " << fault.message);
      }
    }
    REQUIRE(plan);
    plan_ = std::make_unique<Plan>(std::move(*plan));
    normalizer_ = std::make_unique<Normalizer>(*plan_->history(), BoundQuery{});
  }

  std::optional<Error> read(const std::string& body, Page& page, bool include_raw = false) {
    const ExactBody exact{body};
    const Response response{.status = 200, .headers = {}, .body = exact.view()};
    auto read = normalizer_->read(response, include_raw, page);
    return read ? std::nullopt : std::optional{std::move(read.error())};
  }

 private:
  std::unique_ptr<Plan> plan_;
  std::unique_ptr<Normalizer> normalizer_;
};

/// One entry's texts; an absent one is "∅".
struct Row {
  std::vector<std::string> texts;
  double at;
  std::uint8_t kind;
  std::uint8_t flags;
  std::uint64_t hash;

  friend bool operator==(const Row& left, const Row& right) {
    const bool same_at = left.at == right.at || (left.at != left.at && right.at != right.at);
    return left.texts == right.texts && same_at && left.kind == right.kind &&
           left.flags == right.flags && left.hash == right.hash;
  }
};

inline std::vector<Row> rows_of(const Page& page) {
  const EntryColumns& columns = page.entries;
  std::vector<Row> rows;
  for (std::size_t row = 0; row < columns.rows; ++row) {
    Row out{.texts = {},
            .at = columns.at[row],
            .kind = columns.kind[row],
            .flags = columns.flags[row],
            .hash = page.row_hashes[row]};
    for (std::size_t column = 0; column < text_column_count; ++column) {
      const auto which = static_cast<TextColumn>(column);
      out.texts.push_back(cell_at(columns, which, row) == null_cell ? "∅"
                                                                    : text_at(columns, which, row));
    }
    rows.push_back(std::move(out));
  }
  return rows;
}

}  // namespace creditkit::testing
