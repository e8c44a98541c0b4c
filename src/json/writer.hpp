#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "json/text.hpp"
#include "value/count_text.hpp"

namespace creditkit {

/// Appends JSON to a text. A comma goes in wherever a value or name follows another.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_{out} { out.clear(); }

  void open(char bracket) {
    separate();
    out_ += bracket;
  }
  void close(char bracket) { out_ += bracket; }

  void name(std::string_view name) {
    text(name);
    out_ += ':';
  }
  void text(std::string_view text) {
    separate();
    append_json_string(out_, text);
  }
  /// JSON as it stands.
  void raw(std::string_view json) {
    separate();
    out_ += json;
  }

  void text(const char* key, std::string_view value) {
    name(key);
    text(value);
  }
  // Where a string's text lies is looked up here, and not at every call.
  void text(const char* name, const std::string& value) { text(name, std::string_view{value}); }
  void raw(const char* key, std::string_view json) {
    name(key);
    raw(json);
  }
  void truth(const char* name, bool value) { raw(name, value ? "true" : "false"); }
  void number(const char* name, std::uint64_t value) { raw(name, CountText{value}); }
  void number_or_null(const char* name, const std::optional<std::uint64_t>& value) {
    value ? number(name, *value) : null(name);
  }
  void null(const char* name) { raw(name, "null"); }
  /// An empty text stands for an absent one.
  void text_or_null(const char* name, const std::string& value) {
    value.empty() ? null(name) : text(name, value);
  }

 private:
  void separate() {
    const char last = out_.empty() ? '[' : out_.back();
    if (last != '[' && last != '{' && last != ':') {
      out_ += ',';
    }
  }

  std::string& out_;
};

}  // namespace creditkit
