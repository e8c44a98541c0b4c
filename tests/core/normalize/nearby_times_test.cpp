#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "normalize/reading.hpp"

namespace creditkit::testing {
namespace {

std::string number(int value, int digits) {
  std::string text = std::to_string(value);
  return std::string(text.size() < static_cast<std::size_t>(digits)
                         ? static_cast<std::size_t>(digits) - text.size()
                         : 0,
                     '0') +
         text;
}

/// Clocks around one of a few dates: those on which New York's jump, ends of months and of all
/// time, and some that are none.
class RandomTimes {
 public:
  explicit RandomTimes(std::uint64_t seed) : random_{seed} {}

  std::string local() {
    static const std::vector<std::string> dates{
        "2024-03-10", "2024-11-03", "2024-07-04", "2024-03-09", "2024-02-29", "2023-02-29",
        "1986-12-31", "0001-01-01", "9999-12-31", "2024-12-31", "2025-01-01", "2024-04-31"};
    if (below(8) == 0) {
      date_ = dates[below(dates.size())];
    }
    const std::string clock = number(static_cast<int>(below(26)), 2) + ':' +
                              number(static_cast<int>(below(62)), 2) + ':' +
                              number(static_cast<int>(below(62)), 2);
    return date_ + (below(10) == 0 ? "T" : " ") + (below(20) == 0 ? clock.substr(0, 5) : clock);
  }
  std::string fraction() {
    return below(3) == 0 ? '.' + std::to_string(random_()).substr(0, 1 + below(10)) : std::string{};
  }
  std::string unix() {
    std::string text =
        std::to_string(1753317736835 + static_cast<std::int64_t>(below(200'000'000)));
    switch (below(12)) {
      case 0:
        return text + ".5";
      case 1:
        return "-" + text;
      case 2:
        return text.substr(0, 8);
      case 3:
        return text.substr(0, 4) + "." + text.substr(4, 8);
      case 4:
        return "253402300" + text.substr(7);
      default:
        return text;
    }
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

 private:
  std::mt19937_64 random_;
  std::string date_ = "2024-03-10";
};

struct Form {
  std::string time;  ///< the definition's rule
  std::string (*text)(RandomTimes& random);
};

const std::vector<Form> forms{
    {R"({"at":"/t","format":"local","zone":"America/New_York"})",
     [](RandomTimes& random) { return random.local() + random.fraction(); }},
    {R"({"at":"/t","format":"label local","zones":{"EST":"America/New_York","UTC":"UTC"}})",
     [](RandomTimes& random) {
       static const std::vector<std::string> labels{"UTC ", "UTC: ", "EST  ", "EST "};
       return labels[random.below(20) == 0 ? random.below(3) : 3] + random.local() +
              random.fraction();
     }},
    {R"({"at":"/t","format":"rfc3339"})",
     [](RandomTimes& random) {
       static const std::vector<std::string> zones{"Z",      "Z",      "Z",     "z",
                                                   "+08:00", "-00:30", "+23:59"};
       return random.local() + random.fraction() + zones[random.below(zones.size())];
     }},
    {R"({"at":"/t","format":"unix ms"})", [](RandomTimes& random) { return random.unix(); }},
    {R"({"at":"/t","format":"unix s"})", [](RandomTimes& random) { return random.unix(); }},
    {R"({"at":"/t","format":["rfc3339","unix s"]})",
     [](RandomTimes& random) {
       return random.below(3) == 0 ? random.unix() : random.local() + "Z";
     }},
};

std::string row_of(const std::string& time) {
  return R"({"id":"i","amount":1,"t":")" + time + R"("})";
}

}  // namespace

TEST_CASE("A time that is read beside others is the time that its text says") {
  const std::uint64_t seed = std::random_device{}();
  INFO("seed " << seed);
  RandomTimes random{seed};
  for (const Form& form : forms) {
    INFO(form.time);
    const std::string definition =
        history_of(R"({"id":"/id","kind":"usage","amount":"/amount","time":)" + form.time + "}");
    Reader page_reader{definition};
    Reader row_reader{definition};
    for (int round = 0; round < 60; ++round) {
      // Only rows whose time can be read may stand together on a page.
      std::string body = R"({"rows":[)";
      std::vector<Row> expected;
      while (expected.size() < 30) {
        const std::string row = row_of(form.text(random));
        Page single;
        if (!row_reader.read(R"({"rows":[)" + row + "]}", single)) {
          body += (expected.empty() ? "" : ",") + row;
          expected.push_back(rows_of(single).at(0));
        }
      }
      Page page;
      INFO(body);
      REQUIRE_FALSE(page_reader.read(body + "]}", page));
      CHECK(rows_of(page) == expected);
    }
  }
}

TEST_CASE("A time that cannot be is refused behind one that can") {
  Reader reader{history_of(
      R"({"id":"/id","kind":"usage","amount":"/amount","time":{"at":"/t","format":"rfc3339"}})")};
  for (const std::string& bad :
       {"2024-07-04 24:00:00Z", "2024-07-04 10:60:00Z", "2024-07-04 10:00:61Z",
        "2024-07-04 10:00:60Z", "2024-07-04 1a:00:00Z", "2024-07-04 10-00:00Z",
        "2024-07-32 10:00:00Z", "2023-02-29 10:00:00Z", "2024-13-04 10:00:00Z",
        "0000-07-04 10:00:00Z", "2024-07-04_10:00:00Z", "2024-07-04 10:00:00.Z",
        "2024-07-04 10:00:00.1a3Z", "2024-07-04 10:00:00Y", "2024-07-04 10:00:00"}) {
    INFO(bad);
    Page page;
    const auto error = reader.read(
        R"({"rows":[)" + row_of("2024-07-04 10:00:00Z") + "," + row_of(bad) + "]}", page);
    REQUIRE(error);
    CHECK(error->pointer == "/rows/1/t");
  }
}

}  // namespace creditkit::testing
