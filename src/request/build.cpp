#include "request/build.hpp"

#include <algorithm>

#include "json/text.hpp"
#include "json/unescape.hpp"
#include "request/body.hpp"
#include "request/path.hpp"
#include "value/ascii.hpp"
#include "value/percent.hpp"
#include "value/pod_array.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

/// A value with where it goes. In JSON a text is quoted; all else stands there as it is.
struct Value {
  Place place = Place::query;
  bool is_text = true;
  const Pointer* at = nullptr;
  std::string_view name;
  std::string_view text;
};

bool is_in_json(Place place) { return place == Place::body || place == Place::variables; }

/// What a header can carry through every fetch: visible ASCII, spaces and tabs. Anything else could
/// end it.
bool fits(const Value& value) {
  return value.place != Place::header || std::ranges::all_of(value.text, [](char c) {
           return (c >= ' ' && c <= '~') || c == '\t';
         });
}

/// All values in the order in which they come first, and the request that is made of them.
class Builder {
 public:
  Builder(const Plan& plan, const RequestRule& rule, HttpRequest& request)
      : plan_{plan}, rule_{rule}, request_{request} {
    add_constants(Place::query, rule.query);
    add_constants(Place::form, rule.form);
    add_constants(Place::header, plan.headers);
    add_constants(Place::header, rule.headers);
  }

  Failure add(const BoundQuery& query) {
    for (const QueryValue& bound : query.values) {
      const ParameterRule& rule = *bound.rule;
      if (!add(rule.to, bound.text, rule.type == ParameterRule::Type::string)) {
        return failure(ErrorCode::parameter,
                       "the parameter @ is sent in a header and may hold visible ASCII only",
                       {rule.name}, rule.name);
      }
    }
    return nullptr;
  }

  Failure add(const Placement& placement) {
    std::string_view text = placement.json;
    if (text.starts_with('"') && !is_in_json(placement.to->place)) {
      // Only a cursor is a string, and there is one.
      cursor_ = unescaped(text.substr(1, text.size() - 2));
      text = cursor_;
    }
    return add(*placement.to, text, false)
               ? nullptr
               : failure(ErrorCode::pagination, "the vendor's cursor cannot be sent in a header");
  }

  Failure build(const BoundQuery& query) {
    request_.method = rule_.method == RequestRule::Method::get ? "GET" : "POST";
    request_.url = plan_.base_url;
    if (Failure refused = append_path(request_.url, rule_.path, query)) {
      return refused;
    }
    append_pairs(request_.url, '?', Place::query, Encoding::query_name, Encoding::query);
    request_.header_lines.clear();
    request_.body.reset();
    if (!write_body()) {
      return failure(ErrorCode::parameter, "a value has no place in the body's template");
    }
    for (const Value& value : values_) {
      if (value.place == Place::header) {
        append_phrase(request_.header_lines, "@: @\n", {value.name, value.text});
      }
    }
    return nullptr;
  }

 private:
  void add_constants(Place place, std::span<const ConstantText> constants) {
    for (const ConstantText& constant : constants) {
      add({.place = place, .name = constant.name, .text = constant.text});
    }
  }

  bool add(const Target& to, std::string_view text, bool is_text) {
    return add(
        {.place = to.place, .is_text = is_text, .at = &to.at, .name = to.name, .text = text});
  }

  /// Each name of a place is sent once, with the last of its values.
  bool add(const Value& value) {
    if (Value* const known = same_name(value)) {
      known->text = value.text;
    } else {
      values_.push_back(value);
    }
    return fits(value);
  }

  /// The value of the same name; the names of headers are the same in any case.
  Value* same_name(const Value& value) {
    for (Value& known : values_) {
      if (known.place == value.place && !is_in_json(value.place) &&
          (value.place == Place::header ? equal_ignoring_case(known.name, value.name)
                                        : known.name == value.name)) {
        return &known;
      }
    }
    return nullptr;
  }

  /// name=text&name=text, behind `first` where that is not NUL.
  void append_pairs(std::string& out, char first, Place place, Encoding name_encoding,
                    Encoding text_encoding) const {
    for (const Value& value : values_) {
      if (value.place != place) {
        continue;
      }
      if (first != '\0') {
        out += first;
      }
      first = '&';
      append_encoded(out, value.name, name_encoding);
      out += '=';
      append_encoded(out, value.text, text_encoding);
    }
  }

  bool write_body() {
    if (rule_.body == Place::query) {
      return true;
    }
    std::string& body = request_.body.emplace();
    const bool form = rule_.body == Place::form;
    set_content_type(form ? "application/x-www-form-urlencoded" : "application/json");
    if (form) {
      append_pairs(body, '\0', Place::form, Encoding::form, Encoding::form);
      return true;
    }
    if (rule_.body == Place::body) {
      return append_json(body);
    }
    body = R"({"query":)";
    append_json_string(body, rule_.graphql);
    body += R"(,"variables":)";
    const bool written = append_json(body);
    body += '}';
    return written;
  }

  /// The template with the values that go into it.
  bool append_json(std::string& out) const {
    Arena memory;
    Node body{.type = Node::Type::object};
    if (rule_.json != nullptr) {
      copy_value(*rule_.json, body, memory);
    }
    for (const Value& value : values_) {
      if (is_in_json(value.place)) {
        Node* const node = find_or_make(body, *value.at, memory);
        if (node == nullptr) {
          return false;
        }
        node->type = value.is_text ? Node::Type::string : Node::Type::number;
        node->text = value.text;
      }
    }
    body.append_json(out);
    return true;
  }

  /// A definition may state one of its own, such as "application/vnd.api+json".
  void set_content_type(std::string_view type) {
    const Value usual{.place = Place::header, .name = "content-type", .text = type};
    if (same_name(usual) == nullptr) {
      values_.push_back(usual);
    }
  }

  const Plan& plan_;
  const RequestRule& rule_;
  HttpRequest& request_;
  PodArray<Value> values_;
  std::string cursor_;
};

}  // namespace

Failure build_request(const Plan& plan, const Operation& operation, const BoundQuery& query,
                      std::span<const Placement> placements, HttpRequest& request) {
  Builder builder{plan, operation.request, request};
  Failure refused = builder.add(query);
  for (const Placement& placement : placements) {
    if (!refused) {
      refused = builder.add(placement);
    }
  }
  return refused ? std::move(refused) : builder.build(query);
}

}  // namespace creditkit
