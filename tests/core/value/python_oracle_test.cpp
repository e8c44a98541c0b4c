#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdio>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/decimal.hpp"
#include "value/instant.hpp"
#include "value/zone.hpp"

using creditkit::Decimal;
using creditkit::DecimalError;
using creditkit::Instant;
using creditkit::InstantError;
using creditkit::Zone;

namespace {

using Fields = std::vector<std::string>;

struct ClosePipe {
  void operator()(std::FILE* pipe) const { pclose(pipe); }
};

Fields split(std::string_view line) {
  Fields fields;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = line.find('\t');
    fields.emplace_back(line.substr(0, end));
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
  return fields;
}

/// Runs oracle.py and hands each of its lines to `check`; returns how many there were, or nullopt
/// where the machine has no python3. The same cases are judged without Python, by other means, in
/// the tests beside this.
template <typename Check>
std::optional<int> ask_python(const std::string& arguments, const Check& check) {
  const std::string command =
      "command -v python3 >/dev/null || { echo absent; exit; }; python3 '" CREDITKIT_SOURCE_DIR
      "/tests/core/value/oracle.py' " +
      arguments + " && echo complete";
  const std::unique_ptr<std::FILE, ClosePipe> pipe{popen(command.c_str(), "r")};
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  int lines = 0;
  while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()) != nullptr) {
    std::string_view line{buffer.data()};
    line.remove_suffix(line.ends_with('\n') ? 1 : 0);
    if (line == "absent") {
      return std::nullopt;
    }
    if (line == "complete") {
      return lines;
    }
    ++lines;
    INFO(line);
    check(split(line));
  }
  FAIL("oracle.py did not finish");
  return std::nullopt;
}

std::string shown(const std::expected<Decimal, DecimalError>& result) {
  if (result) {
    return result->to_string();
  }
  switch (result.error()) {
    case DecimalError::syntax:
      return "syntax";
    case DecimalError::too_many_digits:
      return "digits";
    case DecimalError::scale_out_of_range:
      return "scale";
    case DecimalError::overflow:
      return "overflow";
  }
  return "";
}

Decimal number(const std::string& text) {
  const auto parsed = Decimal::parse(text);
  REQUIRE(parsed.has_value());
  return *parsed;
}

std::string decimal_answer(const Fields& fields) {
  const std::string& operation = fields[0];
  if (operation == "parse") {
    return shown(Decimal::parse(fields[1]));
  }
  const Decimal left = number(fields[1]);
  if (operation == "negate") {
    return left.negated().to_string();
  }
  if (operation == "shift") {
    return shown(left.shifted(std::stoi(fields[2])));
  }
  if (operation == "whole") {
    Decimal whole = left;
    return whole.drop_fraction() ? whole.to_string() : "inexact";
  }
  const Decimal right = number(fields[2]);
  if (operation == "add") {
    return shown(creditkit::add(left, right));
  }
  if (operation == "subtract") {
    return shown(creditkit::subtract(left, right));
  }
  REQUIRE(operation == "compare");
  const auto order = creditkit::compare(left, right);
  return order < 0 ? "-1" : (order > 0 ? "1" : "0");
}

std::string shown(const std::expected<Instant, InstantError>& result) {
  return result ? std::to_string(result->epoch_ms) : std::string{describe(result.error())};
}

std::string instant_answer(const Fields& fields) {
  const std::string& operation = fields[0];
  const std::string& text = fields[1];
  if (operation == "rfc3339") {
    return shown(creditkit::parse_rfc3339(text));
  }
  if (operation == "date") {
    return shown(creditkit::parse_date(text));
  }
  if (operation == "unix_seconds") {
    return shown(creditkit::parse_unix_seconds(text));
  }
  if (operation == "unix_milliseconds") {
    return shown(creditkit::parse_unix_milliseconds(text));
  }
  REQUIRE(operation == "write");
  std::array<char, creditkit::rfc3339_text_size> written{};
  return {written.data(), creditkit::write_rfc3339({.epoch_ms = std::stoll(text)}, written.data())};
}

}  // namespace

TEST_CASE("amounts are those that Python's decimal finds") {
  const auto lines = ask_python("decimal 20241010 5000", [](const Fields& fields) {
    REQUIRE(decimal_answer(fields) == fields.back());
  });
  if (!lines) {
    SKIP("no python3 here");
  }
  CHECK(lines == 7 * 5000);
}

TEST_CASE("instants are those that Python's datetime finds") {
  const auto lines = ask_python("instant 20241010 5000", [](const Fields& fields) {
    REQUIRE(instant_answer(fields) == fields.back());
  });
  if (!lines) {
    SKIP("no python3 here");
  }
  CHECK(lines == 6 * 5000);
}

TEST_CASE("every named zone agrees with the time zone database around each change of its clocks") {
  std::string names;
  for (const std::string_view name : creditkit::zone_names()) {
    names += " " + std::string{name};
  }
  int assumed = 0;
  const auto lines = ask_python("zones" + names, [&](const Fields& fields) {
    const auto zone = Zone::parse(fields[1]);
    REQUIRE(zone.has_value());
    const auto instant = creditkit::parse_local(fields[2], *zone);
    REQUIRE(instant.has_value());
    if (instant->zone_assumed) {
      // An assumption may be wrong, but only about years that a ledger of credits hardly knows.
      REQUIRE(fields[2] < "2024-03-02");
      ++assumed;
      return;
    }
    REQUIRE(std::to_string(instant->epoch_ms) == fields[3]);
    REQUIRE(instant->ambiguous == (fields[4] == "1"));
    REQUIRE(instant->shifted == (fields[5] == "1"));
  });
  const int count = lines.value_or(0);
  if (count == 0) {
    SKIP("no python3 or no time zone database here");
  }
  CHECK(count - assumed > 100'000);
}
