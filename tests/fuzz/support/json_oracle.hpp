#pragma once

#include <string>
#include <string_view>

namespace fuzz {

/// What nlohmann/json says about a text.
struct JsonVerdict {
  bool accepted = false;
  bool lone_surrogate = false;    ///< refused for an escape that is half of a surrogate pair
  bool number_too_large = false;  ///< refused for a number that no double holds
  bool repeats_a_name = false;    ///< an object has two members of one name
};
[[nodiscard]] JsonVerdict judge_json(std::string_view text);

/// The core's reader and nlohmann/json agree on whether `body` is JSON, but for what is known:
///
/// - deeper than 128 levels: the core refuses, nlohmann accepts
/// - a byte order mark at the front: the core refuses, nlohmann skips it
/// - a NUL between two tokens: the core refuses, nlohmann takes it for the end of the text
/// - "\ud800" alone: the core accepts (RFC 8259 section 8.2), nlohmann refuses
/// - 1e999: the core accepts (RFC 8259 section 6), nlohmann refuses
/// - a name twice in an object: both accept; the core refuses it where it is read
///
/// Ends the process where they do not. `body.data()[body.size()]` is NUL.
void require_same_verdict(std::string_view body);

/// What a JSON Pointer (RFC 6901) says about a JSON text.
enum class PointerVerdict : unsigned char {
  malformed,
  leads_to_value,
  leads_nowhere,
};
/// `text` is JSON that nlohmann/json accepts.
[[nodiscard]] PointerVerdict follow_pointer(std::string_view text, std::string_view pointer);

[[nodiscard]] bool is_pointer(std::string_view text);

}  // namespace fuzz
