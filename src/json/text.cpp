#include "json/text.hpp"

#include "value/ascii.hpp"

namespace creditkit {
namespace {

/// In quotes, cut where it is long.
void append_quoted(std::string& out, std::string_view text) {
  constexpr std::size_t most = 60;  // enough to find it again
  const std::string_view shown = cut_at_character(text, most);
  append_json_string(out, shown);
  if (shown.size() < text.size()) {
    out.pop_back();
    out += "…\"";
  }
}

}  // namespace

std::string_view cut_at_character(std::string_view text, std::size_t size) {
  if (text.size() <= size) {
    return text;
  }
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return text.substr(0, size);
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20U) {
      out += "\\u00";
      append_hex(out, byte);
    } else {
      out += c;
    }
  }
  out += '"';
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
