#include "normalize/row_collector.hpp"

#include <algorithm>

#include "normalize/misread.hpp"

namespace creditkit {
namespace {

/// A row has few tokens: a loop over them costs less than WebAssembly's memory.fill.
#if defined(__clang__)
[[clang::no_builtin("memset")]]
#endif
void clear(Token* tokens, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    tokens[i] = Token{};
  }
}

constexpr std::string_view once = "one member of this name in an object";

}  // namespace

RowCollector::RowCollector(const RowsRule& rule, const SlotMap& slots, PageTokens& tokens)
    : rule_{&rule},
      slots_{&slots},
      tokens_{&tokens},
      row_reader_{slots.row},
      parent_reader_{slots.parent} {}

void RowCollector::start() {
  tokens_->rows = 0;
  tokens_->row_width = slots_->row.slot_count();
  tokens_->parent_width = slots_->parent.slot_count();
  tokens_->row_span = slots_->row_span;
  tokens_->parent_span = slots_->parent_span;
  tokens_->parent_tokens.clear();
  tokens_->parent_of.clear();
  parents_ = 0;
  in_parent_ = false;
  found_rows_ = false;
  fault_.reset();
}

void RowCollector::note(std::size_t byte, std::string_view expected, const Token& found) {
  if (!fault_) {
    fault_ = {.byte = byte, .expected = expected, .found = found};
  }
}

Failure RowCollector::fault() const {
  if (fault_) {
    std::string message = "expected ";
    message += fault_->expected;
    if (fault_->found.type() != TokenType::absent) {
      message += ", found " + describe(fault_->found, tokens_->body);
    }
    return format_error(tokens_->body, fault_->byte, std::move(message));
  }
  if (found_rows_ || rule_->optional) {
    return nullptr;
  }
  Failure missing = failure(ErrorCode::format, {"expected a list of rows, found nothing"});
  missing->has_pointer = true;
  missing->pointer = rule_->at.text;
  return missing;
}

bool RowCollector::visit_rows(Reader& reader, std::size_t depth) {
  // Called for the whole list first and, where rows lie in parents, for the list in each parent.
  if (!in_parent_ && rule_->shape == RowsRule::Shape::map) {
    return reader.peek() == '{' ? map(reader, depth)
                                : not_rows(reader, depth, "an object of rows by key");
  }
  return reader.peek() == '[' ? list(reader, depth) : not_rows(reader, depth, "an array of rows");
}

bool RowCollector::not_rows(Reader& reader, std::size_t depth, std::string_view expected) {
  Token found;
  if (!reader.value(depth, found)) {
    return false;
  }
  found_rows_ = found_rows_ || (found.type() == TokenType::null && rule_->optional);
  if (found.type() != TokenType::null || !rule_->optional) {
    note(found.begin(), expected, found);
  }
  return true;
}

bool RowCollector::list(Reader& reader, std::size_t depth) {
  found_rows_ = true;
  if (!reader.enter(depth)) {
    return false;
  }
  for (bool more = reader.first(']'); more; more = reader.next(']')) {
    if (!element(reader, depth + 1, Token{})) {
      return false;
    }
  }
  return !reader.failed();
}

bool RowCollector::map(Reader& reader, std::size_t depth) {
  found_rows_ = true;
  if (!reader.enter(depth)) {
    return false;
  }
  for (bool more = reader.first('}'); more; more = reader.next('}')) {
    Token key;
    if (!reader.name(key) || !element(reader, depth + 1, key)) {
      return false;
    }
  }
  return !reader.failed();
}

bool RowCollector::element(Reader& reader, std::size_t depth, const Token& key) {
  if (rule_->each && !in_parent_) {
    return parent(reader, depth, key);
  }
  if (!row(reader, depth)) {
    return false;
  }
  if (slots_->key != PointerTree::none && !rule_->each) {
    tokens_->row_tokens[(tokens_->rows - 1) * tokens_->row_width + slots_->key] = key;
  }
  return true;
}

bool RowCollector::parent(Reader& reader, std::size_t depth, const Token& key) {
  const std::size_t begin = reader.offset();
  own_.assign(tokens_->parent_width, Token{});
  in_parent_ = true;
  found_rows_ = false;
  const bool read = parent_reader_.read(reader, depth, own_.data(), this);
  in_parent_ = false;
  if (!read) {
    return false;
  }
  own_[slots_->parent_span] = Token{TokenType::object, begin, reader.offset() - begin};
  if (slots_->key != PointerTree::none) {
    own_[slots_->key] = key;
  }
  if (const auto duplicate = parent_reader_.duplicate()) {
    note(*duplicate, once, {});
  }
  if (!found_rows_ && !rule_->optional) {
    note(begin, "a list of rows in each element", {});
  }
  found_rows_ = true;
  tokens_->parent_of.resize(tokens_->rows, parents_++);
  tokens_->parent_tokens.insert(tokens_->parent_tokens.end(), own_.begin(), own_.end());
  return true;
}

bool RowCollector::row(Reader& reader, std::size_t depth) {
  const std::size_t begin = reader.offset();
  if (tokens_->rows == max_rows) {
    note(begin, "at most 100,000 rows in a page", {});
    Token ignored;
    return reader.value(depth, ignored);
  }
  const std::size_t width = tokens_->row_width;
  const std::size_t first = tokens_->rows * width;
  if (tokens_->row_tokens.size() < first + width) [[unlikely]] {
    tokens_->row_tokens.resize(2 * (first + width));
  }
  Token* const tokens = tokens_->row_tokens.data() + first;
  clear(tokens, width);
  if (const char* const end = layouts_.read(reader.body(), reader.position(), tokens);
      end != nullptr) [[likely]] {
    reader.move_to(end);
  } else if (!row_strictly(reader, depth, tokens)) {
    return false;
  }
  tokens[slots_->row_span] = Token{TokenType::object, begin, reader.offset() - begin};
  ++tokens_->rows;
  return true;
}

bool RowCollector::row_strictly(Reader& reader, std::size_t depth, Token* tokens) {
  const char* const begin = reader.position();
  clear(tokens, tokens_->row_width);
  if (!row_reader_.read(reader, depth, tokens, nullptr)) {
    return false;
  }
  if (const auto duplicate = row_reader_.duplicate()) {
    note(*duplicate, once, {});
  } else {
    layouts_.learn(begin, row_reader_.leaves(), reader.position());
  }
  return true;
}

}  // namespace creditkit
