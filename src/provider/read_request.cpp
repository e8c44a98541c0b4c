#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// Servers and proxies start to refuse request lines at 4 to 8 KiB; a query has to find room too.
constexpr std::size_t most_path_bytes = 2'048;

/// The path with its {name} kept; each stands for one value, which the request percent-encodes.
void read_path(const Member& path, std::string_view& rule) {
  constexpr std::string_view what =
      R"(a path of at most 2048 bytes such as "/users/{user_id}/credits", without query, "." )"
      R"(and "..")";
  const auto is_template = [](std::string_view text) {
    return text.size() <= most_path_bytes && placeholders(text).has_value() &&
           is_path(with_placeholders(text, [](std::string_view) { return "1"; }));
  };
  path.text(rule, what, is_template);
}

/// Constant texts by name.
void read_texts(const Member& texts, std::string_view name_form, Member::Check is_name,
                const TemplateForm& form, Bindings& bindings, std::span<const ConstantText>& rule) {
  if (!texts.given() || !texts.map()) {
    return;
  }
  const auto named = texts.arena().list<ConstantText>(texts.size());
  for (Member text = texts.first(); text.given(); text = text.next()) {
    if (!is_name(text.key())) {
      text.fault(joined({"expected ", name_form, ", found ", quoted(text.key())}));
    }
    const std::size_t count = rule.size();
    named[count].name = text.key();
    if (expand(text, form, bindings, named[count].text)) {
      rule = named.first(count + 1);
    }
  }
}

void read_constants(const Member& constants, Bindings& bindings,
                    std::span<const ConstantText>& texts) {
  read_texts(constants, parameter_name_form, is_parameter_name,
             {.what = "a text", .check = nullptr}, bindings, texts);
}

/// Line feeds and tabs are part of a GraphQL document.
bool has_other_control_character(std::string_view text) {
  std::string lines{text};
  std::erase_if(lines, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
  return has_control_character(lines);
}

/// An object that is sent as it is written, "$comment" too.
void read_template(const Member& object, std::string_view& json) {
  if (object.is(Node::Type::object)) {
    json = object.arena().text(object.node().compact());
  } else if (object.given()) {
    object.expected("an object");
  }
}

void read_graphql(const Member& graphql, RequestRule& rule) {
  rule.graphql = "{}";  // where it has a fault, what goes to the variables is not faulted too
  if (!graphql.object("query|variables")) {
    return;
  }
  const Member query = graphql["query"];
  if (query.is(Node::Type::string) && !query.node().text.empty() &&
      !has_other_control_character(query.node().text)) {
    rule.graphql = query.node().text;
  } else {
    query.expected("a GraphQL document");
  }
  rule.graphql_variables = "{}";
  read_template(graphql["variables"], rule.graphql_variables);
}

void read_body(const Member& request, Bindings& bindings, RequestRule& rule) {
  constexpr std::string_view bodies = "json|form|graphql";
  const bool is_get = !request.has("method") || request["method"].is_text("GET");
  bool any = false;
  for_each_name(bodies, [&](std::string_view name) {
    const Member body = request[name];
    any = any || body.given();
    if (body.given() && is_get) {
      body.fault(joined({R"(expected the method "POST" with )", quoted(name), R"(, found "GET")"}));
    }
    return false;
  });
  if (!any) {
    return;
  }
  request.only_one(bodies);
  if (const Member json = request["json"]; json.given()) {
    rule.json = "{}";  // where it has a fault, what goes to the body is not faulted too
    read_template(json, rule.json);
  }
  if (const Member form = request["form"]; form.given()) {
    rule.has_form = true;
    read_constants(form, bindings, rule.form);
  }
  if (const Member graphql = request["graphql"]; graphql.given()) {
    read_graphql(graphql, rule);
  }
}

}  // namespace

void read_headers(const Member& headers, Bindings& bindings, std::span<const ConstantText>& texts) {
  read_texts(headers, header_name_form, is_settable_header,
             {.what = "a header's value of printable ASCII", .check = is_header_value}, bindings,
             texts);
}

void read_request(const Member& request, Bindings& bindings, RequestRule& rule) {
  if (!request.object("method|path|read|query|headers|json|form|graphql|params")) {
    return;
  }
  const Member method = request["method"];
  if (method.given()) {
    method.word("GET|POST", rule.method);
  }
  if (method.is_text("POST") || request.has("read")) {
    // A POST may be sent again after a failure only where the definition says that it changes
    // nothing.
    request["read"].just_true();
  }
  read_path(request["path"], rule.path);
  read_constants(request["query"], bindings, rule.query);
  read_headers(request["headers"], bindings, rule.headers);
  read_body(request, bindings, rule);
  read_request_parameters(request["params"], bindings, rule);
}

}  // namespace creditkit
