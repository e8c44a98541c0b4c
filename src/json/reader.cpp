#include "json/reader.hpp"

#include <array>

#include "json/scan.hpp"

namespace creditkit {

bool Reader::fail(const SyntaxFault& fault) {
  fault_ = fault;
  return false;
}

bool Reader::fail(Expected expected) { return fail({.expected = expected, .byte = offset()}); }

bool Reader::start() {
  if (body_.size() > Token::max_size) {
    return fail(Expected::smaller_body);
  }
  if (body_.starts_with("\xEF\xBB\xBF")) {
    return fail(Expected::no_byte_order_mark);
  }
  it_ = skip_space(it_);
  return true;
}

bool Reader::finish() {
  it_ = skip_space(it_);
  return it_ == end_ || fail(Expected::end_of_body);
}

bool Reader::scalar(Token& token) {
  const char* const after = scan_scalar(it_, body_.data(), end_, token);
  if (after == nullptr) {
    return fail(fault_in_scalar(body_, offset()));
  }
  it_ = after;
  return true;
}

bool Reader::value(std::size_t depth, Token& token) {
  if (*it_ != '{' && *it_ != '[') {
    return scalar(token);
  }
  const TokenType type = *it_ == '{' ? TokenType::object : TokenType::array;
  const char* const begin = it_;
  if (!container(depth)) {
    return false;
  }
  token = Token{type, offset_of(begin), static_cast<std::size_t>(it_ - begin)};
  return true;
}

bool Reader::enter(std::size_t depth) {
  if (depth >= max_depth) {
    return fail(Expected::less_depth);
  }
  ++it_;
  return true;
}

bool Reader::first(char close) {
  it_ = skip_space(it_);
  if (*it_ == close) {
    ++it_;
    return false;
  }
  if (close == '}' && *it_ != '"') {
    return fail(Expected::name_or_close);
  }
  if (it_ == end_ && close == ']') {
    return fail(Expected::value_or_close);
  }
  return true;
}

bool Reader::next(char close) {
  it_ = skip_space(it_);
  if (*it_ == ',') {
    it_ = skip_space(it_ + 1);
    return true;
  }
  if (*it_ == close) {
    ++it_;
    return false;
  }
  return fail(close == '}' ? Expected::comma_or_brace : Expected::comma_or_bracket);
}

bool Reader::name(Token& name) {
  if (*it_ != '"') {
    return fail(Expected::name);
  }
  if (!scalar(name)) {
    return false;
  }
  it_ = skip_space(it_);
  if (*it_ != ':') {
    return fail(Expected::colon);
  }
  it_ = skip_space(it_ + 1);
  return true;
}

// No recursion: of what is open, its end is kept.
bool Reader::container(std::size_t depth) {
  std::array<char, max_depth> ends{};
  std::size_t level = depth;
  Token ignored;
  do {
    bool more = false;
    if (*it_ == '{' || *it_ == '[') {
      const char end = *it_ == '{' ? '}' : ']';
      if (!enter(level)) {
        return false;
      }
      ends[level++] = end;
      more = first(end);
    } else {
      if (!scalar(ignored)) {
        return false;
      }
      more = next(ends[level - 1]);
    }
    // Closes all that ends here.
    while (!more && !failed() && --level > depth) {
      more = next(ends[level - 1]);
    }
    if (failed() || (more && ends[level - 1] == '}' && !name(ignored))) {
      return false;
    }
  } while (level > depth);
  return true;
}

std::optional<SyntaxFault> check_json(std::string_view body) {
  Reader reader{body};
  Token ignored;
  if (reader.start() && reader.value(0, ignored) && reader.finish()) {
    return std::nullopt;
  }
  return reader.fault();
}

}  // namespace creditkit
