#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace creditkit {

/// Appends `text` to `out` as a JSON string, quotes included. `text` is UTF-8 and stays so: only
/// what JSON requires is escaped.
void append_json_string(std::string& out, std::string_view text);

/// The text's first `size` bytes, or a little less where they would end inside a character.
[[nodiscard]] std::string_view cut_at_character(std::string_view text, std::size_t size);

/// Appends `pattern`, in which each "@" stands for the next of `values`, and each "%" for it in
/// quotes, cut where it is long.
void append_phrase(std::string& out, const char* pattern,
                   std::initializer_list<std::string_view> values);

/// The texts one after the other, in a string of the fitting size.
[[nodiscard]] std::string joined(std::initializer_list<std::string_view> texts);

}  // namespace creditkit
