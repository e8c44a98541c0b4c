#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "json/fault.hpp"
#include "json/token.hpp"

namespace creditkit {

/// Reads a JSON text (RFC 8259) strictly, from front to back: grammar, UTF-8 and depth are checked
/// wherever it passes. A number stays text. `body` ends with a NUL that is not part of it:
/// `body.data()[body.size()] == '\0'`.
///
/// All that reads returns false at the first fault and then reads no further.
class Reader {
 public:
  /// Levels of arrays and objects. No page of rows comes near it, and it bounds the work of a
  /// hostile one.
  static constexpr std::size_t max_depth = 128;

  explicit Reader(std::string_view body)
      : body_{body}, it_{body.data()}, end_{body.data() + body.size()} {}

  /// To the first byte of the one value.
  [[nodiscard]] bool start();
  /// From behind the value to the end of the body.
  [[nodiscard]] bool finish();

  /// Reads the value that starts here and lies inside `depth` arrays and objects.
  [[nodiscard]] bool value(std::size_t depth, Token& token);

  /// The steps of a caller that looks into an object or array itself:
  ///
  ///   if (!r.enter(depth)) …; for (bool more = r.first('}'); more; more = r.next('}')) {
  ///   r.name(key); r.value(…); } if (r.failed()) …
  [[nodiscard]] bool enter(std::size_t depth);  ///< past { or [, which stands here
  [[nodiscard]] bool first(
      char close);  ///< to the first member or element; false: it was empty, or a fault
  [[nodiscard]] bool next(
      char close);  ///< past a comma to the next one; false: it was the last, or a fault
  [[nodiscard]] bool name(Token& name);  ///< a member's name and colon, up to its value

  [[nodiscard]] bool failed() const { return fault_.has_value(); }
  [[nodiscard]] const SyntaxFault& fault() const { return *fault_; }

  [[nodiscard]] char peek() const { return *it_; }
  [[nodiscard]] const char* position() const { return it_; }
  [[nodiscard]] const char* end() const { return end_; }
  [[nodiscard]] std::size_t offset() const { return offset_of(it_); }
  [[nodiscard]] std::string_view body() const { return body_; }
  /// Continues at a place up to which the caller has read by itself, or has read before.
  void move_to(const char* position) { it_ = position; }

 private:
  [[nodiscard]] std::size_t offset_of(const char* it) const {
    return static_cast<std::size_t>(it - body_.data());
  }
  bool fail(Expected expected);
  bool fail(const SyntaxFault& fault);
  bool scalar(Token& token);
  bool container(std::size_t depth);

  std::string_view body_;
  const char* it_;
  const char* end_;
  std::optional<SyntaxFault> fault_;
};

/// Checks a whole body.
[[nodiscard]] std::optional<SyntaxFault> check_json(std::string_view body);

}  // namespace creditkit
