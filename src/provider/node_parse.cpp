#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "provider/node.hpp"

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

/// Builds the tree from nlohmann's events. An open container's own items stand still until it is
/// closed, so the pointers in `open_` stay good.
class TreeBuilder {
 public:
  using Json = nlohmann::json;

  TreeBuilder(Node& root, Faults& faults) : root_{&root}, faults_{&faults} {}

  bool null() { return put(node_of(Node::Type::null)) != nullptr; }
  bool boolean(bool value) {
    Node node = node_of(Node::Type::boolean);
    node.truth = value;
    return put(std::move(node)) != nullptr;
  }
  bool number_integer(Json::number_integer_t value) { return number(std::to_string(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return number(std::to_string(value)); }
  bool number_float(Json::number_float_t /*value*/, const Json::string_t& text) {
    return number(text);
  }
  bool string(Json::string_t& value) {
    Node node = node_of(Node::Type::string);
    node.text = std::move(value);
    return put(std::move(node)) != nullptr;
  }
  static bool binary(Json::binary_t& /*value*/) { return false; }
  bool key(Json::string_t& name) {
    key_ = std::move(name);
    return true;
  }
  bool start_object(std::size_t /*size*/) { return open(Node::Type::object); }
  bool start_array(std::size_t /*size*/) { return open(Node::Type::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t byte, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    faults_->add({}, joined({"expected JSON in UTF-8, found a mistake in its grammar at byte ",
                             std::to_string(byte)}));
    return false;
  }

 private:
  static Node node_of(Node::Type type) {
    Node node;
    node.type = type;
    return node;
  }

  bool number(std::string text) {
    Node node = node_of(Node::Type::number);
    node.text = std::move(text);
    return put(std::move(node)) != nullptr;
  }

  Node* put(Node node) {
    if (open_.empty()) {
      *root_ = std::move(node);
      return root_;
    }
    Node& parent = *open_.back();
    if (parent.type == Node::Type::object) {
      if (parent.items.size() == most_members) {
        faults_->add({}, joined({"expected at most ", std::to_string(most_members),
                                 " members in an object, found more"}));
        return nullptr;
      }
      node.repeated = parent.find(key_) != nullptr;
      node.key = std::move(key_);
    }
    return &parent.items.emplace_back(std::move(node));
  }

  bool open(Node::Type type) {
    if (open_.size() == most_levels) {
      faults_->add({}, joined({"expected at most ", std::to_string(most_levels),
                               " levels of objects and arrays, found more"}));
      return false;
    }
    Node* const node = put(node_of(type));
    if (node == nullptr) {
      return false;
    }
    open_.push_back(node);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  Node* root_;
  Faults* faults_;
  std::vector<Node*> open_;
  std::string key_;
};

/// Tells each value its parent, now that none moves any more.
void link(Node& node, Faults& faults) {
  for (Node& item : node.items) {
    item.parent = &node;
    if (item.repeated) {
      faults.add(item.pointer(), "expected each name once in an object, found it again");
    }
    link(item, faults);
  }
}

}  // namespace

std::unique_ptr<Node> parse_definition(std::string_view json_text, Faults& faults) {
  if (json_text.size() > most_bytes) {
    faults.add({}, joined({"expected at most ", std::to_string(most_bytes), " bytes, found ",
                           std::to_string(json_text.size())}));
    return nullptr;
  }
  // nlohmann/json takes a NUL for the end of its input.
  if (const std::size_t nul = json_text.find('\0'); nul != std::string_view::npos) {
    faults.add({},
               joined({"expected JSON in UTF-8, found a NUL at byte ", std::to_string(nul + 1)}));
    return nullptr;
  }
  auto root = std::make_unique<Node>();
  TreeBuilder builder{*root, faults};
  if (!nlohmann::json::sax_parse(json_text.data(), json_text.data() + json_text.size(), &builder)) {
    return nullptr;
  }
  link(*root, faults);
  return root;
}

}  // namespace creditkit
