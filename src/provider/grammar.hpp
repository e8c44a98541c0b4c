#pragma once

#include <string>
#include <string_view>

/// What texts in a definition may look like, beyond the characters that a TextForm names. All tests
/// are over bytes.
namespace creditkit {

/// Tells whether there is a text and all of it lies in `ranges`: the first and the last character
/// of each in turn, "azAZ09".
bool consists_of(std::string_view text, const char* ranges);

/// All but control characters.
inline constexpr const char* printable = " ~\x80\xff";

/// A field name that a definition may set: not one that the core, fetch or the connection decides.
/// Source: https://fetch.spec.whatwg.org/#forbidden-request-header
bool is_settable_header(std::string_view text);

/// "http://" or "https://", host, port?, path?: no user name, query or fragment.
bool is_base_url(std::string_view text);

/// Neither "." nor "..", also with "%2e" for a point: what URL parsers take for "here" and "up".
bool is_no_dot_segment(std::string_view text);

/// "/users/1/credits": no query or fragment, no empty, "." or ".." segment. Its characters are
/// those of RFC 3986 section 3.3.
bool is_path(std::string_view text);

/// "http://" or "https://" in front: a page for people.
bool is_web_page(std::string_view text);

/// Takes the first {name} away with what stands before it; false where no brace is left or the next
/// one is no name's.
bool next_placeholder(std::string_view& rest, std::string_view& before, std::string_view& name);

/// With `value` in place of each {name}: what it looks like before there are values. Empty where
/// braces do not pair or hold no name.
std::string filled(std::string_view text, std::string_view value);

}  // namespace creditkit
