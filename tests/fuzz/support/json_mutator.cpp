#include "json_mutator.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace fuzz {
namespace {

/// Where a value stands; `outer` is where its member's name begins, or the value itself in an
/// array.
struct Span {
  std::size_t outer;
  std::size_t begin;
  std::size_t end;
};

constexpr bool is_delimiter(char c) { return std::string_view{" \t\r\n,:[]{}\""}.contains(c); }

/// Finds the values of a text without asking whether it is JSON.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_{text} {}

  std::vector<Span> values() {
    while (at_ < text_.size()) {
      step();
    }
    return std::move(values_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '{' || c == '[') {
      open_.push_back(values_.size());
      values_.push_back({.outer = outer(), .begin = at_, .end = text_.size()});
      ++at_;
    } else if (c == '}' || c == ']') {
      ++at_;
      if (!open_.empty()) {
        values_[open_.back()].end = at_;
        open_.pop_back();
      }
    } else if (c == '"') {
      string();
    } else if (is_delimiter(c)) {
      ++at_;
    } else {
      const std::size_t begin = at_;
      while (at_ < text_.size() && !is_delimiter(text_[at_])) {
        ++at_;
      }
      values_.push_back({.outer = outer(begin), .begin = begin, .end = at_});
    }
  }

  void string() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"') {
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    at_ = std::min(at_ + 1, text_.size());
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
    if (next != std::string_view::npos && text_[next] == ':') {
      name_ = begin;
      at_ = next + 1;
    } else {
      values_.push_back({.outer = outer(begin), .begin = begin, .end = at_});
    }
  }

  std::size_t outer() { return outer(at_); }
  /// A name is for the value behind it only.
  std::size_t outer(std::size_t begin) {
    const std::size_t found = name_ == none ? begin : name_;
    name_ = none;
    return found;
  }

  static constexpr std::size_t none = std::string_view::npos;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t name_ = none;
  std::vector<Span> values_;
  std::vector<std::size_t> open_;
};

/// Values at which readers stumble.
constexpr std::array<std::string_view, 36> literals{"null",
                                                    "true",
                                                    "false",
                                                    "0",
                                                    "-0",
                                                    "1",
                                                    "-1",
                                                    "0.0",
                                                    "1e-7",
                                                    "1E+2",
                                                    "1e999",
                                                    "-1.5e-38",
                                                    "9007199254740993",
                                                    "18446744073709551615",
                                                    "18446744073709551616",
                                                    "99999999999999999999999999999999999999",
                                                    "999999999999999999999999999999999999999",
                                                    "0.1234567890123456789012345678",
                                                    "\"\"",
                                                    "\" \"",
                                                    "\"-12.50\"",
                                                    "\"+1\"",
                                                    "\"0x1\"",
                                                    R"("\u0000")",
                                                    R"("\ud83d\ude00")",
                                                    R"("\ud800")",
                                                    "\"\xF0\x9F\x98\x80\"",
                                                    "\"\xC3\xA9\"",
                                                    "[]",
                                                    "{}",
                                                    "[[]]",
                                                    R"({"":0})",
                                                    R"("2024-02-29T23:59:60.999999999+14:00")",
                                                    R"("2025-11-02 01:30:00")",
                                                    "1700000000",
                                                    "\"0001-01-01\""};

class Change {
 public:
  Change(std::string_view text, std::string_view other, std::uint32_t seed)
      : text_{text}, other_{other}, dice_{seed} {}

  std::string made() {
    const auto values = Scanner{text_}.values();
    if (values.empty()) {
      return std::string{text_};
    }
    const Span one = any_of(values);
    switch (dice_() % 9) {
      case 0:
        return replaced(one.begin, one.end, literals[dice_() % literals.size()]);
      case 1:
        return replaced(one.begin, one.end, value_of(any_of(values)));
      case 2:
        return without(one);
      case 3:
        return replaced(one.outer, one.outer, std::string{outer_of(one)} + ",");
      case 4:
        return swapped(one, any_of(values));
      case 5:
        return wrapped(one);
      case 6:
        return replaced(one.outer, one.outer, std::string{outer_of(any_of(values))} + ",");
      case 7:
        return with_other(one);
      default:
        return respelled(one);
    }
  }

 private:
  const Span& any_of(const std::vector<Span>& spans) { return spans[dice_() % spans.size()]; }
  [[nodiscard]] std::string_view value_of(const Span& span) const {
    return text_.substr(span.begin, span.end - span.begin);
  }
  [[nodiscard]] std::string_view outer_of(const Span& span) const {
    return text_.substr(span.outer, span.end - span.outer);
  }

  [[nodiscard]] std::string replaced(std::size_t begin, std::size_t end,
                                     std::string_view by) const {
    std::string text{text_.substr(0, begin)};
    text += by;
    text += text_.substr(end);
    return text;
  }

  /// With the comma behind it, or else the one before.
  [[nodiscard]] std::string without(const Span& span) const {
    const std::size_t next = text_.find_first_not_of(" \t\r\n", span.end);
    if (next != std::string_view::npos && text_[next] == ',') {
      return replaced(span.outer, next + 1, {});
    }
    const std::size_t before = text_.substr(0, span.outer).find_last_not_of(" \t\r\n");
    const bool comma = before != std::string_view::npos && text_[before] == ',';
    return replaced(comma ? before : span.outer, span.end, {});
  }

  [[nodiscard]] std::string swapped(const Span& one, const Span& other) const {
    const Span& first = one.begin < other.begin ? one : other;
    const Span& second = one.begin < other.begin ? other : one;
    if (first.end > second.begin) {
      return replaced(first.begin, first.end, value_of(second));
    }
    std::string text{text_.substr(0, first.begin)};
    text += value_of(second);
    text += text_.substr(first.end, second.begin - first.end);
    text += value_of(first);
    text += text_.substr(second.end);
    return text;
  }

  std::string wrapped(const Span& span) {
    const bool list = dice_() % 2 == 0;
    std::string text{list ? "[" : R"({"at":)"};
    text += value_of(span);
    text += list ? "]" : "}";
    return replaced(span.begin, span.end, text);
  }

  /// A value, or a member, of the other text.
  std::string with_other(const Span& span) {
    const auto values = Scanner{other_}.values();
    if (values.empty()) {
      return without(span);
    }
    const Span& lent = any_of(values);
    if (dice_() % 2 == 0) {
      return replaced(span.begin, span.end, other_.substr(lent.begin, lent.end - lent.begin));
    }
    const std::string member{other_.substr(lent.outer, lent.end - lent.outer)};
    return replaced(span.outer, span.outer, member + ",");
  }

  /// The value's own bytes as libFuzzer changes them.
  std::string respelled(const Span& span) {
    constexpr std::size_t longest = 64;
    std::string value{value_of(span).substr(0, longest)};
    const std::size_t size = value.size();
    value.resize(longest + longest);
    const std::size_t changed =
        LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(value.data()), size, value.size());
    value.resize(changed);
    value += value_of(span).substr(std::min(size, value_of(span).size()));
    return replaced(span.begin, span.end, value);
  }

  std::string_view text_;
  std::string_view other_;
  std::minstd_rand dice_;
};

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// What was made where it fits, and otherwise as much of it as does.
std::size_t written(const std::string& made, std::uint8_t* out, std::size_t max_size) {
  return made.copy(reinterpret_cast<char*>(out), max_size);
}

}  // namespace

std::string mutate_json(std::string_view text, std::string_view other, std::uint32_t seed) {
  return Change{text, other, seed}.made();
}

std::size_t mutate(std::uint8_t* data, std::size_t size, std::size_t max_size, std::uint32_t seed) {
  if (seed % 2 == 0) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  return written(mutate_json(text_of(data, size), {}, seed / 2), data, max_size);
}

std::size_t cross(const std::uint8_t* data, std::size_t size, const std::uint8_t* other,
                  std::size_t other_size, std::uint8_t* out, std::size_t max_size,
                  std::uint32_t seed) {
  return written(mutate_json(text_of(data, size), text_of(other, other_size), seed), out, max_size);
}

}  // namespace fuzz
