#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "normalize/reading.hpp"

namespace {

// Counted by the replacements below; one thread.
std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) {
    std::abort();
  }
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace creditkit::testing {
namespace {

const std::string plain = R"({"id":"/id","kind":"usage","amount":"/amount","description":"/note"})";
const std::string without_id = R"({"kind":"usage","amount":"/amount","description":"/note"})";

std::string page_of(std::size_t count, const std::string& row) {
  std::string body = R"({"rows":[)";
  for (std::size_t i = 0; i < count; ++i) {
    body += (i == 0 ? "" : ",") + row;
  }
  return body + "]}";
}

}  // namespace

TEST_CASE("A warm normalizer allocates nothing for a page") {
  std::string body = R"({"rows":[)";
  for (int i = 0; i < 200; ++i) {
    body += (i == 0 ? "" : ",") + std::string{R"({"id":"cent_)"} + std::to_string(i) +
            R"(","amount":-1.50,"t":"2024-07-04T10:00:)" + std::to_string(10 + i % 50) +
            R"(Z","note":"é \u00e9"})";
  }
  body += "]}";
  Reader reader{history_of(
      R"({"id":"/id","kind":"usage","amount":{"at":"/amount","sign":"negate"},"time":{"at":"/t","format":"rfc3339"},"description":"/note"})")};
  Page page;
  REQUIRE_FALSE(reader.read(body, page));
  REQUIRE_FALSE(reader.read(body, page));
  const std::size_t before = allocations;
  const auto error = reader.read(body, page);
  const std::size_t after = allocations;
  REQUIRE_FALSE(error);
  CHECK(after == before);
}

TEST_CASE("Nothing of the page before is left, after a smaller page as after an error") {
  Reader reader{history_of(
      plain,
      R"("balance":{"available":"/left"},"paging":{"kind":"token","from":"/next","to":"after","total":"/total"},)")};
  Page page;
  REQUIRE_FALSE(reader.read(
      R"({"rows":[{"id":"a","amount":1},{"id":"é","amount":1}],"left":5,"next":"n","total":9})",
      page));
  CHECK(page.entries.rows == 2);
  CHECK_FALSE(page.balance.empty());

  REQUIRE_FALSE(reader.read(R"({"rows":[{"id":"b","amount":2}]})", page));
  CHECK(page.entries.rows == 1);
  CHECK(page.entries.at.size() == 1);
  CHECK(page.entries.text.size() == text_column_count);
  CHECK(page.entries.wide.empty());
  CHECK(page.entries.wide_columns == 0);
  CHECK(page.row_hashes.size() == 1);
  CHECK(page.balance.empty());
  CHECK_FALSE(page.signals.cursor);
  CHECK_FALSE(page.signals.total);

  REQUIRE(reader.read(R"({"rows":[{"id":"b","amount":2},{"id":"c"}],"left":5,"next":"n"})", page));
  CHECK(page.entries.rows == 0);
  CHECK(page.entries.text.empty());
  CHECK(page.row_hashes.empty());
  CHECK(page.rows_text.empty());
  CHECK(page.balance.empty());
  CHECK_FALSE(page.signals.cursor);
}

TEST_CASE("Rows that are kept stay as they were") {
  Reader reader{history_of(plain)};
  Page page;
  std::string body = R"({"rows":[)";
  for (int i = 0; i < 10; ++i) {
    body += (i == 0 ? "" : ",") + std::string{R"({"id":"é)"} + std::to_string(i) +
            R"(","amount":)" + std::to_string(i) + "}";
  }
  REQUIRE_FALSE(reader.read(body + "]}", page));
  const std::vector<Row> all = rows_of(page);
  keep_rows(page, std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(rows_of(page) == all);
  keep_rows(page, std::vector<std::uint32_t>{1, 2, 5, 6, 7, 8});
  CHECK(rows_of(page) == std::vector<Row>{all[1], all[2], all[5], all[6], all[7], all[8]});
  keep_rows(page, std::vector<std::uint32_t>{});
  CHECK(page.entries.rows == 0);
  CHECK(page.entries.text.empty());
}

TEST_CASE("A word behind an empty one has its own kind") {
  Reader reader{
      history_of(R"({"kind":{"at":"/word","map":{"spend":"usage"}},"amount":"/amount"})")};
  Page page;
  REQUIRE_FALSE(reader.read(
      R"({"rows":[{"word":"","amount":1},{"word":"spend","amount":1},{"word":"","amount":1}]})",
      page));
  const std::vector<Row> rows = rows_of(page);
  CHECK(Kind{rows[0].kind} == Kind::other);
  CHECK(Kind{rows[1].kind} == Kind::usage);
  CHECK(Kind{rows[2].kind} == Kind::other);
}

TEST_CASE("A synthetic id is the row's hash and its occurrence, in a heap with any text") {
  Reader reader{history_of(without_id)};
  Page page;
  REQUIRE_FALSE(reader.read(page_of(3, R"({"amount":1,"note":"😀é"})"), page));
  CHECK(page.row_hashes[0] == page.row_hashes[2]);
  for (std::size_t row = 0; row < 3; ++row) {
    write_synthetic_id(page, row, 10 + row);
  }
  const std::vector<Row> rows = rows_of(page);
  CHECK(rows[0].texts[0].size() == 1 + 16 + 3);
  CHECK(rows[0].texts[0].starts_with('~'));
  CHECK(rows[0].texts[0].ends_with(".10"));
  CHECK(rows[2].texts[0].ends_with(".12"));
  CHECK(rows[0].texts[0].substr(0, 17) == rows[2].texts[0].substr(0, 17));
  CHECK((rows[0].flags & entry_flag::id_is_synthetic) != 0);
  CHECK(rows[0].texts[7] == "😀é");
}

TEST_CASE("Only columns with a text beyond ASCII are in the wide heap") {
  Reader reader{history_of(R"({"id":"/id","kind":{"at":"/word","map":{"é":"usage"}},)"
                           R"("unit":{"at":"/unit","case":"upper"},"amount":"/amount",)"
                           R"("description":"/note"})",
                           R"("balance":{"available":"/left","account":{"at":"/who"}},)")};
  Page page;
  REQUIRE_FALSE(reader.read(R"({"left":1,"who":"Zoë","rows":[)"
                            R"({"id":"a","word":"x","unit":"eur","amount":1,"note":"\u0061\n"},)"
                            R"({"id":null,"word":"é","unit":"éu","amount":-2,"note":"b"},)"
                            R"({"id":"𝄞c","word":"é","unit":"usd","amount":3,"note":null}]})",
                            page));
  write_synthetic_ids(page);
  const EntryColumns& columns = page.entries;
  const auto bit = [](TextColumn column) { return 1U << static_cast<unsigned>(column); };
  CHECK(columns.wide_columns == (bit(TextColumn::id) | bit(TextColumn::vendor_kind) |
                                 bit(TextColumn::unit) | 1U << balance_bit));
  for (const char byte : columns.heap) {
    CHECK((byte & '\x80') == 0);
  }
  const auto texts = [&](TextColumn column) {
    return std::vector<std::string>{text_at(columns, column, 0), text_at(columns, column, 1),
                                    text_at(columns, column, 2)};
  };
  const std::vector<std::string> ids = texts(TextColumn::id);
  CHECK(ids[0] == "a");
  CHECK((ids[1].starts_with("~") && ids[1].ends_with(".1")));
  CHECK(ids[2] == "𝄞c");
  CHECK(texts(TextColumn::vendor_kind) == std::vector<std::string>{"x", "é", "é"});
  CHECK(texts(TextColumn::unit) == std::vector<std::string>{"EUR", "éU", "USD"});
  CHECK(texts(TextColumn::amount) == std::vector<std::string>{"1", "-2", "3"});
  CHECK(text_at(columns, TextColumn::description, 0) == "a\n");
  CHECK(text_between(columns.wide,
                     page.balance[static_cast<std::size_t>(BalanceColumn::account)]) == "Zoë");
  CHECK(text_between(columns.wide,
                     page.balance[static_cast<std::size_t>(BalanceColumn::available)]) == "1");
}

TEST_CASE("Equal rows of a page without ids are counted, others start at one") {
  Reader reader{history_of(without_id)};
  Page page;
  const std::string rows = R"({"amount":1},{"amount":2},{"amount":1},{"amount":1})";
  REQUIRE_FALSE(reader.read(R"({"rows":[)" + rows + "]}", page));
  write_synthetic_ids(page);
  std::vector<std::string> ends;
  for (const Row& row : rows_of(page)) {
    ends.push_back(row.texts[0].substr(17));
  }
  CHECK(ends == std::vector<std::string>{".1", ".1", ".2", ".3"});
}

TEST_CASE("An empty id is none: rows that have it are told apart by their content") {
  Reader reader{history_of(plain)};
  Page page;
  REQUIRE_FALSE(reader.read(R"({"rows":[{"id":"","amount":1},{"id":"","amount":2}]})", page));
  CHECK(page.row_hashes[0] != page.row_hashes[1]);
  write_synthetic_ids(page);
  for (const Row& row : rows_of(page)) {
    CHECK(row.texts[0].starts_with('~'));
  }
}

TEST_CASE("A row's hash is of its id where it has one, and else of what identifies it") {
  const auto hash = [](const std::string& entry, const std::string& row) {
    Reader reader{history_of(entry)};
    Page page;
    REQUIRE_FALSE(reader.read(page_of(1, row), page));
    return page.row_hashes[0];
  };
  CHECK(hash(plain, R"({"id":"a","amount":1})") ==
        hash(plain, R"({"amount":2,"note":"n","id":"a"})"));
  CHECK(hash(plain, R"({"id":"a","amount":1})") != hash(plain, R"({"id":"b","amount":1})"));
  CHECK(hash(without_id, R"({"amount":1,"x":1})") == hash(without_id, R"({"x":2,"amount":1})"));
  CHECK(hash(without_id, R"({"amount":1})") != hash(without_id, R"({"amount":2})"));
  CHECK(hash(without_id, R"({"amount":1,"note":"a"})") != hash(without_id, R"({"amount":1})"));
  CHECK(hash(plain, R"({"id":null,"amount":1})") == hash(without_id, R"({"amount":1})"));
  const std::string named = R"({"identity":["/x"],"kind":"usage","amount":"/amount"})";
  CHECK(hash(named, R"({"amount":1,"x":1})") == hash(named, R"({"amount":2,"x":1})"));
  CHECK(hash(named, R"({"amount":1,"x":1})") != hash(named, R"({"amount":1,"x":"1"})"));
}

TEST_CASE("Bounds hold: text of a cell, rows of a page, bytes of a body") {
  Reader reader{history_of(plain)};
  Page page;
  const std::string mebibyte(std::size_t{1} << 20U, 'x');
  CHECK_FALSE(
      reader.read(page_of(1, R"({"id":"a","amount":1,"note":")" + mebibyte + R"("})"), page));
  auto error =
      reader.read(page_of(1, R"({"id":"a","amount":1,"note":"y)" + mebibyte + R"("})"), page);
  REQUIRE(error);
  CHECK(error->pointer == "/rows/0/note");
  CHECK(error->message.contains("at most 1 MiB"));
  CHECK(error->message.size() < 200);
  CHECK_FALSE(
      reader.read(page_of(1, R"({"id":"a","amount":1,"unread":"y)" + mebibyte + R"("})"), page));

  CHECK_FALSE(reader.read(page_of(100'000, R"({"id":"a","amount":1})"), page));
  CHECK(page.entries.rows == 100'000);
  error = reader.read(page_of(100'001, R"({"id":"a","amount":1})"), page);
  REQUIRE(error);
  CHECK(error->message.contains("at most 100,000 rows"));
  CHECK(error->pointer == "/rows/100000");

  const std::string spaces(std::size_t{1} << 27U, ' ');
  error = reader.read(spaces, page);
  REQUIRE(error);
  CHECK(error->message.contains("below 128 MiB"));
}

}  // namespace creditkit::testing
