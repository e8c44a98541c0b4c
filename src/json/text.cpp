#include "json/text.hpp"

#include "value/count_text.hpp"

namespace creditkit {
namespace {

/// In quotes, cut where it is long.
void append_quoted(std::string& out, std::string_view text) {
  constexpr std::size_t most = 60;  // enough to find it again
  std::size_t end = text.size();
  if (end > most) {
    end = most;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;  // not in the middle of a character
    }
  }
  append_json_string(out, text.substr(0, end));
  if (end < text.size()) {
    out.pop_back();
    out += "…\"";
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20U) {
      out += "\\u00";
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_integer(std::string& out, std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  out += value < 0 ? "-" : "";
  out += CountText{value < 0 ? 0 - bits : bits}.view();
}

void append_phrase(std::string& out, const char* pattern,
                   std::initializer_list<std::string_view> values) {
  const std::string_view* value = values.begin();
  for (; *pattern != '\0'; ++pattern) {
    if (*pattern == '%') {
      append_quoted(out, *value++);
    } else {
      out += *pattern == '@' ? *value++ : std::string_view{pattern, 1};
    }
  }
}

std::string joined(std::initializer_list<std::string_view> texts) {
  std::string whole;
  for (const std::string_view text : texts) {
    whole += text;
  }
  return whole;
}

}  // namespace creditkit
