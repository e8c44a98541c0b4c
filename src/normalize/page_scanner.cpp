#include "normalize/page_scanner.hpp"

#include "normalize/column_reader.hpp"
#include "normalize/misread.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

constexpr const char* one_member = "one member of this name in an object";
constexpr const char* another = "another";

}  // namespace

PageScanner::PageScanner(const RowsRule& rule, PageTokens& tokens)
    : rule_{&rule}, tokens_{&tokens} {
  const SlotMap& slots = *tokens.slots;
  tokens.row_width = slots.width(Table::row);
  tokens.parent_width = slots.width(Table::parent);
}

bool PageScanner::read(Reader& reader, bool with_rows) {
  reader_ = &reader;
  with_rows_ = with_rows;
  tokens_->rows = 0;
  tokens_->first_key = 0;
  tokens_->parent_tokens.clear();
  tokens_->parent_of.clear();
  tokens_->body_tokens.assign(tokens_->slots->width(Table::body), Token{});
  visited_.assign(tokens_->slots->node_count(), 0);
  visits_ = 0;
  parents_ = 0;
  in_parent_ = false;
  found_rows_ = false;
  duplicate_ = no_byte;
  fault_.byte = no_byte;
  bool ignored = false;
  return tree(Table::body, 0, tokens_->body_tokens.data(), ignored);
}

Failure PageScanner::repeated_name() const {
  return duplicate_ == no_byte ? nullptr
                               : format_failure(tokens_->body, duplicate_, one_member, another);
}

Failure PageScanner::fault() const {
  if (fault_.byte != no_byte) {
    return format_failure(tokens_->body, fault_.byte, fault_.expected, fault_.found);
  }
  if (found_rows_ || rule_->optional) {
    return nullptr;
  }
  Failure error = failure(ErrorCode::format, "expected a list of rows, found nothing");
  error->has_pointer = true;
  error->pointer = rule_->at.text;
  return error;
}

void PageScanner::note(std::size_t byte, const char* expected, std::string_view found) {
  if (fault_.byte == no_byte) {
    fault_.byte = byte;
    fault_.expected = expected;
    fault_.found = found;
  }
}

// ------------------------------------------------------------------------------------------ trees

bool PageScanner::tree(Table table, std::size_t depth, Token* tokens, bool& repeats_name) {
  Visit visit{.tokens = tokens, .number = ++visits_, .table = table};
  const bool done = value(visit, SlotMap::root(table), depth);
  repeats_name = visit.repeats_name;
  return done;
}

bool PageScanner::leaf(Visit& visit, const SlotMap::Node* node, std::size_t depth) {
  const char* const begin = reader_->position();
  Token token;
  if (!reader_->value(depth, token)) {
    return false;
  }
  const Index slot = node == nullptr ? none : node->slot;
  if (slot != none) {
    visit.tokens[slot] = token;
  }
  if (visit.table == Table::row) {
    leaves_.push_back({.begin = begin,
                       .end = reader_->position(),
                       .slot = slot,
                       .scalar = node != nullptr && node->child != none,
                       .depth = static_cast<std::uint8_t>(depth)});
  }
  return true;
}

void PageScanner::repeated(Visit& visit) {
  visit.repeats_name = true;
  if (visit.table == Table::body) {
    duplicate_ = duplicate_ == no_byte ? reader_->offset() : duplicate_;
  } else {
    note(reader_->offset(), one_member, another);
  }
}

bool PageScanner::inside(Visit& visit, const SlotMap::Node& node, std::size_t depth) {
  const bool object = reader_->peek() == '{';
  const char close = object ? '}' : ']';
  if (!reader_->enter(depth)) {
    return false;
  }
  const SlotMap& slots = *tokens_->slots;
  std::size_t index = 0;
  for (bool more = reader_->first(close); more; more = reader_->next(close)) {
    Token name;
    if (object && !reader_->name(name)) {
      return false;
    }
    std::string room;
    const Index child = slots.child_named(
        node, object ? text_of(name, tokens_->body, room) : CountText{index++}.view());
    if (child != none) {
      if (visited_[child] == visit.number) {
        repeated(visit);
      }
      visited_[child] = visit.number;
    }
    if (!(child == none ? leaf(visit, nullptr, depth + 1) : value(visit, child, depth + 1))) {
      return false;
    }
  }
  return !reader_->failed();
}

bool PageScanner::value(Visit& visit, Index index, std::size_t depth) {
  const SlotMap::Node& node = tokens_->slots->node(index);
  const char* const begin = reader_->position();
  const bool container = *begin == '{' || *begin == '[';
  const bool looked_into = container && node.child != none;
  if (node.is_rows && with_rows_) {
    if (!rows(depth)) {
      return false;
    }
    if (!looked_into && node.slot == none) {
      return true;
    }
    reader_->move_to(begin);  // a pointer leads into the rows too: "/items/0/total"
  }
  if (!looked_into) {
    return leaf(visit, &node, depth);
  }
  if (!inside(visit, node, depth)) {
    return false;
  }
  if (node.slot != none) {
    const TokenType type = *begin == '{' ? TokenType::object : TokenType::array;
    visit.tokens[node.slot] = Token{type, static_cast<std::size_t>(begin - tokens_->body.data()),
                                    static_cast<std::size_t>(reader_->position() - begin)};
    slot_spans_leaves_ = true;
  }
  return true;
}

// ------------------------------------------------------------------------------------------- rows

bool PageScanner::rows(std::size_t depth) {
  // Called for the whole list first and, where rows lie in parents, for the list in each parent.
  const bool map = !in_parent_ && rule_->shape == RowsRule::Shape::map;
  if (reader_->peek() != (map ? '{' : '[')) {
    return not_rows(depth, map ? "an object of rows by key" : "an array of rows");
  }
  return list(depth, map ? '}' : ']');
}

bool PageScanner::not_rows(std::size_t depth, const char* expected) {
  Token found;
  if (!reader_->value(depth, found)) {
    return false;
  }
  if (found.type() == TokenType::null && rule_->optional) {
    found_rows_ = true;
  } else {
    note(found.begin(), expected, describe(found, tokens_->body));
  }
  return true;
}

bool PageScanner::list(std::size_t depth, char close) {
  found_rows_ = true;
  if (!reader_->enter(depth)) {
    return false;
  }
  for (bool more = reader_->first(close); more; more = reader_->next(close)) {
    Token key;
    if (close == '}') {
      if (!reader_->name(key)) {
        return false;
      }
      tokens_->first_key = tokens_->first_key == 0 ? key.begin() : tokens_->first_key;
    }
    if (!element(depth + 1, key)) {
      return false;
    }
  }
  return !reader_->failed();
}

bool PageScanner::element(std::size_t depth, const Token& key) {
  return rule_->each != nullptr && !in_parent_ ? parent(depth, key) : row(depth, key);
}

bool PageScanner::parent(std::size_t depth, const Token& key) {
  const std::size_t begin = reader_->offset();
  const std::size_t first = tokens_->parent_tokens.size();
  tokens_->parent_tokens.resize(first + tokens_->parent_width);
  Token* const own = tokens_->parent_tokens.data() + first;
  clear(own, tokens_->parent_width);
  in_parent_ = true;
  found_rows_ = false;
  bool ignored = false;
  const bool read = tree(Table::parent, depth, own, ignored);
  in_parent_ = false;
  if (!read) {
    return false;
  }
  own[SlotMap::span] = Token{TokenType::object, begin, reader_->offset() - begin};
  if (tokens_->slots->key() != none) {
    own[tokens_->slots->key()] = key;
  }
  if (!found_rows_ && !rule_->optional) {
    note(begin, "a list of rows in each element", "nothing");
  }
  found_rows_ = true;
  while (tokens_->parent_of.size() < tokens_->rows) {
    tokens_->parent_of.add() = parents_;
  }
  ++parents_;
  return true;
}

// A row has few tokens: a loop over them costs less than WebAssembly's memory.fill.
#ifdef __clang__
[[clang::no_builtin("memset")]]
#endif
void PageScanner::clear(Token* tokens, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    tokens[i] = Token{};
  }
}

bool PageScanner::row_strictly(std::size_t depth, Token* tokens) {
  const char* const begin = reader_->position();
  clear(tokens, tokens_->row_width);
  leaves_.clear();
  slot_spans_leaves_ = false;
  bool repeats_name = false;
  if (!tree(Table::row, depth, tokens, repeats_name)) {
    return false;
  }
  if (!repeats_name && !slot_spans_leaves_) {
    layouts_.learn(begin, {leaves_.data(), leaves_.size()}, reader_->position());
  }
  return true;
}

}  // namespace creditkit
