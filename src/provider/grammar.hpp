#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json/arena.hpp"

/// What texts in a definition may look like. All tests are over bytes; nothing here allocates but
/// with_placeholders().
namespace creditkit {

/// "nametrust", "acme-eu": also part of each entry, so it is kept short and plain.
bool is_provider_id(std::string_view text);

/// A name that can stand in braces: "user_id".
bool is_placeholder_name(std::string_view text);

/// A parameter's name on the wire: printable ASCII without spaces, quotes and braces
/// ("created_at[after]").
bool is_parameter_name(std::string_view text);

/// A field name of RFC 9110 section 5.1.
bool is_header_name(std::string_view text);

/// A field name that a definition may set: not one that the core, fetch or the connection decides.
/// Source: https://fetch.spec.whatwg.org/#forbidden-request-header
bool is_settable_header(std::string_view text);

/// Visible ASCII and spaces inside: what every runtime accepts in a header's value.
bool is_header_value(std::string_view text);

/// "http://" or "https://", host, port?, path?: no user name, query or fragment.
bool is_base_url(std::string_view text);

/// What a parameter's value may be inside a URL: "acme-eu", not ".." and nothing that would need an
/// escape.
bool is_url_part(std::string_view text);

/// "/users/1/credits": no query or fragment, no empty, "." or ".." segment.
bool is_path(std::string_view text);

/// "http://" or "https://" and no spaces: a page for people.
bool is_web_page(std::string_view text);

/// A word before a local time: "EST".
bool is_zone_label(std::string_view text);

/// Takes the first {name} away with all before it; false where no brace is left or the next one is
/// no name's.
bool next_placeholder(std::string_view& rest, std::string_view& name);

/// Tells whether all braces pair and hold names.
bool has_good_placeholders(std::string_view text);

/// `text` with `value(name, context)` in place of each {name}. Its braces must pair.
std::string with_placeholders(std::string_view text,
                              std::string_view (*value)(std::string_view name, const void* context),
                              const void* context);

/// With "1" in place of each {name}: what it looks like before there are values.
std::string with_ones(std::string_view text);

/// A copy with ASCII letters lowered.
std::string_view lower_case(Arena& arena, std::string_view text);

/// Equal but for the case of ASCII letters, as header names are compared.
bool same_but_for_case(std::string_view left, std::string_view right);

}  // namespace creditkit
