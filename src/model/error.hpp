#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace creditkit {

/// Which promise could not be kept. JavaScript makes one error class of each.
enum class ErrorCode : std::uint8_t {
  parameter,   ///< a query parameter or option of the caller's
  api,         ///< the vendor refused: by HTTP status, or by its own success rule
  format,      ///< the body is not what the definition says it is
  pagination,  ///< a walk that cannot go on (page cap, an empty page that says it is not the last,
               ///< …)
  origin,      ///< the next page would be at another scheme, host or port
  loop,        ///< a cursor or a page that was seen before
  drift,       ///< rows moved between two pages in a way that cannot be mended
  cursor_expired,  ///< the vendor no longer knows the cursor
  resume_token,    ///< a resume token that is not one, or belongs to another definition or query
  definition,      ///< a definition that has faults
};

/// What a vendor's refusal means for the client, by HTTP status or by the definition's table of
/// codes.
enum class Refusal : std::uint8_t {
  other,           ///< no rule says what it means
  authentication,  ///< sign in again, then once more
  permission,
  not_found,
  rate_limit,
  cursor,     ///< the cursor that was sent is not accepted
  temporary,  ///< the same request may succeed later
};

/// One error of the core. Texts never hold a key, a cursor or a header's value.
struct Error {
  ErrorCode code = ErrorCode::format;
  std::string message;                ///< one sentence for a person
  std::string pointer;                ///< JSON Pointer of the place in the body, when `has_pointer`
  bool has_pointer = false;           ///< "" is a valid pointer, so absence needs its own flag
  std::optional<std::uint64_t> byte;  ///< offset in the body, in bytes
  std::string parameter;              ///< the parameter or option at fault, or empty
  int status = 0;                     ///< HTTP status, 0 when there was no response
  Refusal refusal = Refusal::other;   ///< for ErrorCode::api
  std::string vendor_code;            ///< the vendor's own code as text, or empty
  std::string vendor_message;         ///< the vendor's own words, cut at 1,000 bytes, or empty
  std::string correlation_id;         ///< the vendor's id of the request, or empty
};

/// An error, or none. It owns the error as std::unique_ptr does, but is passed in a register and
/// destroyed out of line: everything that can fail returns one, and hardly anything ever fails.
class [[nodiscard, clang::trivial_abi]] Failure {
 public:
  constexpr Failure(std::nullptr_t = nullptr) noexcept {}
  explicit Failure(Error* error) noexcept : error_{error} {}
  [[gnu::always_inline]] Failure(Failure&& other) noexcept
      : error_{std::exchange(other.error_, nullptr)} {}
  [[gnu::always_inline]] Failure& operator=(Failure&& other) noexcept {
    std::swap(error_, other.error_);
    return *this;
  }
  Failure(const Failure&) = delete;
  Failure& operator=(const Failure&) = delete;
  [[gnu::always_inline]] ~Failure() {
    if (error_ != nullptr) {
      destroy(error_);
    }
  }

  explicit operator bool() const { return error_ != nullptr; }
  friend bool operator==(const Failure& failure, std::nullptr_t) {
    return failure.error_ == nullptr;
  }
  [[nodiscard]] Error* get() const { return error_; }
  Error& operator*() const { return *error_; }
  Error* operator->() const { return error_; }
  void reset() { *this = Failure{}; }

 private:
  static void destroy(Error* error) noexcept;

  Error* error_ = nullptr;
};

/// An error with a message by append_phrase(); `parameter` is the query parameter or option at
/// fault.
[[nodiscard]] Failure failure(ErrorCode code, const char* pattern,
                              std::initializer_list<std::string_view> values = {},
                              std::string_view parameter = {});

/// The error of a query parameter or option: the pattern tells of its name first, then of `what`.
[[nodiscard]] Failure parameter_failure(const char* pattern, std::string_view name,
                                        std::string_view what = {});

/// A value, or the error because of which there is none.
template <typename T>
class [[nodiscard]] Checked {
 public:
  Checked(T value) : value_{std::move(value)} {}
  Checked(Failure failure) : failure_{std::move(failure)} {}

  [[nodiscard]] bool has_value() const { return failure_ == nullptr; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& operator*() { return value_; }
  [[nodiscard]] const T& operator*() const { return value_; }
  [[nodiscard]] T* operator->() { return &value_; }
  [[nodiscard]] const T* operator->() const { return &value_; }
  [[nodiscard]] Error& error() { return *failure_; }
  [[nodiscard]] const Error& error() const { return *failure_; }
  /// The error as a value, to be handed on.
  [[nodiscard]] Failure take_failure() { return std::move(failure_); }

 private:
  T value_{};
  Failure failure_;
};

/// The same where there is no value to return.
template <>
class [[nodiscard]] Checked<void> {
 public:
  Checked() = default;
  Checked(Failure failure) : failure_{std::move(failure)} {}

  [[nodiscard]] bool has_value() const { return failure_ == nullptr; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] Error& error() { return *failure_; }
  [[nodiscard]] const Error& error() const { return *failure_; }
  [[nodiscard]] Failure take_failure() { return std::move(failure_); }

 private:
  Failure failure_;
};

}  // namespace creditkit
