#pragma once

#include <string>
#include <string_view>

#include "value/ascii.hpp"

/// What texts in a definition may look like, beyond the characters that a TextForm names. All tests
/// are over bytes.
namespace creditkit {

/// All but control characters.
inline constexpr const char* printable = " ~\x80\xff";

/// A field name that a definition may set: not one that the core, fetch or the connection decides.
/// Source: https://fetch.spec.whatwg.org/#forbidden-request-header
bool is_settable_header(std::string_view text);

/// "http://" or "https://", host, port?, path?: no user name, query or fragment. Its characters are
/// for its TextForm to say.
bool is_base_url(std::string_view text);

/// No segment is "." or "..", "here" and "up", also where a server decodes points and separators
/// before it looks for them.
bool stays_inside(std::string_view path);

/// "/users/{user_id}/credits": no query or fragment, no empty segment, and it stays inside. Its
/// characters are those of RFC 3986 section 3.3, and braces.
bool is_path(std::string_view text);

/// "http://" or "https://" in front: a page for people.
bool is_web_page(std::string_view text);

/// Takes the first {name} away with what stands before it; false where no brace is left or the next
/// one is no name's.
bool next_placeholder(std::string_view& rest, std::string_view& before, std::string_view& name);

/// Tells whether a text has braces: behind its last placeholder, they pair or hold no name.
bool has_braces(std::string_view text);

}  // namespace creditkit
