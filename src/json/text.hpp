#pragma once

#include <string>
#include <string_view>

namespace creditkit {

/// Appends `text` to `out` as a JSON string, quotes included. `text` is UTF-8 and stays so: only
/// what JSON requires is escaped.
void append_json_string(std::string& out, std::string_view text);

}  // namespace creditkit
