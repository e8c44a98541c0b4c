#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

#include "json/accepted_cases.hpp"
#include "json/refused_cases.hpp"
#include "normalize/reading.hpp"

namespace creditkit::testing {
namespace {

const std::string entry =
    R"({"id":"/id","kind":{"at":"/kind","map":{"use":"usage"}},"amount":"/amount",
  "account":{"at":"/who/name"},"balanceAfter":"/left","time":{"at":"/at","format":"unix s"},"description":"/note"})";

/// Rows that differ in what they leave out, in order, in white space and in the types of their
/// values.
class RandomRows {
 public:
  explicit RandomRows(std::uint64_t seed) : random_{seed} {}

  std::string row() {
    std::vector<std::string> members{
        R"("id":)" + pick({"\"a\"", "\"longer-than-eight\"", "17", "null", "\"\\u0061\""}),
        R"("amount":)" + pick({"1", "-2.50", "\"3.0\"", "1e2", "-0"})};
    const auto maybe = [&](std::string member) {
      if (below(4) != 0) {
        members.push_back(std::move(member));
      }
    };
    maybe(R"("kind":)" + pick({"\"use\"", "\"other word\"", "null", "5"}));
    maybe(R"("who":)" + pick({R"({"name":"x"})", R"({"age":1,"name":"y","z":[{}]})", "null", "{}",
                              "\"text\"", "[]"}));
    maybe(R"("left":)" + pick({"null", "\"1.10\"", "7"}));
    maybe(R"("at":)" + pick({"1680216086", "1680216087", "1680299999", "\"5\"", "null", "1.5"}));
    maybe(R"("note":)" +
          pick({"\"\"", "\"é€😀\"", "\"a\\nb\"", "\"plain text of some length\"", "null", "true"}));
    maybe(R"("unread":)" +
          pick({"[1,[2,{\"amount\":3}]]", "{\"id\":1}", "\"s\"", "-1.5e-3", "false"}));
    if (below(3) == 0) {
      std::shuffle(members.begin(), members.end(), random_);
    }
    const std::string space = pick({"", "", "", " ", "\n    "});
    std::string text = "{";
    for (std::size_t i = 0; i < members.size(); ++i) {
      text += (i == 0 ? "" : ",") + space + members[i];
    }
    return text + space + "}";
  }

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

 private:
  std::string pick(const std::vector<std::string>& values) { return values[below(values.size())]; }

  std::mt19937_64 random_;
};

std::string page_of(const std::vector<std::string>& rows) {
  std::string body = R"({"rows":[)";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    body += (i == 0 ? "" : ",") + rows[i];
  }
  return body + "]}";
}

}  // namespace

TEST_CASE("A row reads the same alone, among others, and when its layout is known") {
  const std::uint64_t seed = std::random_device{}();
  INFO("seed " << seed);
  RandomRows random{seed};
  Reader together{history_of(entry)};
  Page page;
  for (int round = 0; round < 150; ++round) {
    std::vector<std::string> rows;
    for (std::size_t count = random.below(12); count > 0; --count) {
      rows.push_back(random.row());
    }
    const std::string body = page_of(rows);
    INFO(body);
    REQUIRE_FALSE(together.read(body, page, true));
    const std::vector<Row> read = rows_of(page);
    REQUIRE(read.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Reader alone{history_of(entry)};
      Page single;
      REQUIRE_FALSE(alone.read(page_of({rows[i]}), single, true));
      CHECK(rows_of(single).at(0) == read[i]);
      CHECK(read[i].texts.at(static_cast<std::size_t>(TextColumn::raw)) == rows[i]);
    }
  }
}

TEST_CASE("A row of a known layout is checked as strictly as the first") {
  const std::string good = R"({"id":"a","unread":1,"amount":2})";
  for (const json_cases::Case& json : json_cases::refused()) {
    INFO(json.name);
    Reader reader{history_of(R"({"id":"/id","kind":"usage","amount":"/amount"})")};
    Page page;
    REQUIRE_FALSE(reader.read(page_of({good, good}), page));
    const std::string bad = R"({"id":"a","unread":)" + json.body + R"(,"amount":2})";
    const auto error = reader.read(page_of({good, bad}), page);
    REQUIRE(error);
    CHECK(error->code == ErrorCode::format);
    CHECK(page.entries.rows == 0);
  }
  for (const json_cases::Case& json : json_cases::accepted()) {
    INFO(json.name);
    // Inside a row these are deeper than is allowed.
    const bool too_deep = json.body.starts_with("[[[[");
    Reader reader{history_of(R"({"id":"/id","kind":"usage","amount":"/amount"})")};
    Page page;
    REQUIRE_FALSE(reader.read(page_of({good, good}), page));
    const std::string fine = R"({"id":"a","unread":)" + json.body + R"(,"amount":2})";
    CHECK(reader.read(page_of({good, fine}), page).has_value() == too_deep);
  }
}

TEST_CASE("A layout that is cut anywhere is refused") {
  // What stands between two values may be longer than the padding behind a body.
  const std::string name(40, 'x');
  const std::string body = page_of({R"({"id":"a",")" + name + R"(":[1],"amount":2})",
                                    R"({"id":"b",")" + name + R"(":[1],"amount":-2.5e1})"});
  Reader reader{history_of(R"({"id":"/id","kind":"usage","amount":"/amount"})")};
  Page page;
  REQUIRE_FALSE(reader.read(body, page));
  for (std::size_t size = 0; size < body.size(); ++size) {
    INFO(body.substr(0, size));
    CHECK(reader.read(body.substr(0, size), page));
  }
}

TEST_CASE("Rows of more layouts than are kept are read all the same") {
  Reader reader{history_of(R"({"id":"/id","kind":"usage","amount":"/amount"})")};
  Page page;
  for (int round = 0; round < 3; ++round) {
    std::vector<std::string> rows;
    rows.reserve(2000);
    for (int i = 0; i < 2000; ++i) {
      rows.push_back(R"({"unread)" + std::to_string(i) + R"(":0,"id":)" + std::to_string(i) +
                     R"(,"amount":1})");
    }
    REQUIRE_FALSE(reader.read(page_of(rows), page));
    CHECK(page.entries.rows == 2000);
    CHECK(text_at(page.entries, TextColumn::id, 1999) == "1999");
  }
}

TEST_CASE("A value that became an object is looked into, and one that became a text is not") {
  Reader reader{history_of(R"({"id":"/id","kind":"usage","amount":"/sum/value"})")};
  Page page;
  CHECK_FALSE(reader.read(page_of({R"({"id":1,"sum":{"value":5}})"}), page));
  const auto error =
      reader.read(page_of({R"({"id":1,"sum":{"value":5}})", R"({"id":2,"sum":"5"})"}), page);
  REQUIRE(error);
  CHECK(error->pointer == "/rows/1/sum/value");
  CHECK_FALSE(reader.read(page_of({R"({"id":2,"sum":{"value":6}})"}), page));
}

}  // namespace creditkit::testing
