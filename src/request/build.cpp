#include "request/build.hpp"

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

/// What a header can carry through every fetch: visible ASCII with spaces and tabs in it. Anything
/// else could end it, and blanks around it would be taken off.
bool fits_header(std::string_view text) {
  return text.empty() || (consists_of(text, "\t\t ~") && text.front() > ' ' && text.back() > ' ');
}

/// All values in the order in which they are sent, and the request that is made of them. No two of
/// a definition's go to one place.
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
        return parameter_failure(
            "the parameter @ is sent in a header and may hold visible ASCII only", rule.name);
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
    append_pairs(request_.url, Place::query);
    request_.header_lines.clear();
    request_.body.reset();
    write_body();
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
      values_.push_back({.place = place, .name = constant.name, .text = constant.text});
    }
  }

  /// False where it cannot be sent there.
  bool add(const Target& to, std::string_view text, bool is_text) {
    values_.push_back(
        {.place = to.place, .is_text = is_text, .at = &to.at, .name = to.name, .text = text});
    return to.place != Place::header || fits_header(text);
  }

  /// name=text&name=text, behind "?" where something stands before it.
  void append_pairs(std::string& out, Place place) const {
    const bool form = place == Place::form;
    char separator = '?';
    for (const Value& value : values_) {
      if (value.place == place) {
        if (!out.empty()) {
          out += separator;
        }
        separator = '&';
        append_encoded(out, value.name, form ? Encoding::form : Encoding::name);
        out += '=';
        append_encoded(out, value.text, form ? Encoding::form : Encoding::value);
      }
    }
  }

  void write_body() {
    if (rule_.body == Place::query) {
      return;
    }
    std::string& body = request_.body.emplace();
    const bool form = rule_.body == Place::form;
    // No definition sets one: is_settable_header().
    values_.push_back({.place = Place::header,
                       .name = "content-type",
                       .text = form ? "application/x-www-form-urlencoded" : "application/json"});
    if (form) {
      append_pairs(body, Place::form);
      return;
    }
    if (rule_.body == Place::body) {
      append_json(body);
      return;
    }
    body += R"({"query":)";
    append_json_string(body, rule_.graphql);
    body += R"(,"variables":)";
    append_json(body);
    body += '}';
  }

  /// The template with the values that go into it.
  void append_json(std::string& out) const {
    Arena memory;
    Node body{.type = Node::Type::object};
    if (rule_.json != nullptr) {
      copy_value(*rule_.json, body, memory);
    }
    for (const Value& value : values_) {
      if (is_in_json(value.place)) {
        Node& node = find_or_make(body, *value.at, memory);
        node.type = value.is_text ? Node::Type::string : Node::Type::number;
        node.text = value.text;
      }
    }
    body.append_json(out);
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
