#include "json/reader.hpp"
#include "json/unescape.hpp"
#include "provider/node.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

/// A definition of a vendor with every feature has a few KiB; this leaves room for long GraphQL
/// documents.
constexpr std::size_t most_bytes = std::size_t{256} * 1024;
/// The language itself nests 9 deep; the rest is for body templates. Bounds every recursion over a
/// definition.
constexpr std::size_t most_levels = 32;
/// Keeps the search for repeated names, which looks at each pair, cheap.
constexpr std::size_t most_members = 1'000;
/// Lists are held against each other: values of signs, faulty elements against those before them.
constexpr std::size_t most_values = 5'000;

/// Builds the tree as the reader goes on.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view json, Faults& faults) : reader_{json}, faults_{&faults} {}

  Node* build(Reading* reading) {
    if (reader_.body().size() > most_bytes) {
      too_many(most_bytes, "bytes");
      return nullptr;
    }
    Node& root = faults_->arena().one<Node>();
    root.reading = reading;
    const bool read = reader_.start() && value(0, root) && reader_.finish();
    if (reader_.failed()) {
      mistake(reader_.fault().byte);
    }
    return read ? &root : nullptr;
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion): most_levels bounds it
  bool value(std::size_t level, Node& node) {
    if (++values_ > most_values) {
      return too_many(most_values, "values");
    }
    if (const char open = reader_.peek(); open == '{' || open == '[') {
      node.type = open == '{' ? Node::Type::object : Node::Type::array;
      return level == most_levels ? too_many(most_levels, "levels of objects and arrays")
                                  : items(level, node);
    }
    Token token;
    if (!reader_.value(level, token)) {
      return false;
    }
    node.type = token.type();
    return text(token, node.text);
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  bool items(std::size_t level, Node& node) {
    const bool named = node.type == Node::Type::object;
    const char close = named ? '}' : ']';
    Node** end = &node.first;
    std::size_t count = 0;
    bool more = reader_.enter(level) && reader_.first(close);
    for (; more; more = reader_.next(close)) {
      Node& item = faults_->arena().one<Node>();
      item.parent = &node;
      item.reading = node.reading;
      bool repeated = false;
      if (named) {
        Token name;
        if (!reader_.name(name) || !text(name, item.key)) {
          return false;
        }
        if (++count > most_members) {
          return too_many(most_members, "members in an object");
        }
        repeated = node.find(item.key) != nullptr;
      }
      *end = &item;
      end = &item.next;
      if (repeated) {
        faults_->add(&item, "expected each name once in an object, found it again");
      }
      if (!value(level + 1, item)) {
        return false;
      }
    }
    return !reader_.failed();
  }

  bool text(const Token& token, std::string_view& into) {
    into = token.in(reader_.body());
    if (token.type() != TokenType::string || !token.has(Token::escaped)) {
      return true;
    }
    const std::span<char> plain = faults_->arena().list<char>(into.size());
    const auto size = unescape(into, plain.data());
    if (!size) {
      return mistake(token.begin() + size.error());
    }
    into = {plain.data(), *size};
    return true;
  }

  bool mistake(std::size_t byte) {
    faults_->add(nullptr, "expected JSON in UTF-8, found a mistake in its grammar at byte @",
                 {CountText{byte + 1}});
    return false;
  }

  bool too_many(std::size_t most, std::string_view of_what) {
    faults_->add(nullptr, "expected at most @ @, found more", {CountText{most}, of_what});
    return false;
  }

  Reader reader_;
  Faults* faults_;
  std::size_t values_ = 0;
};

}  // namespace

Node* parse_definition(std::string_view json_text, Faults& faults, Reading* reading) {
  return TreeBuilder{faults.arena().text(json_text), faults}.build(reading);
}

}  // namespace creditkit
