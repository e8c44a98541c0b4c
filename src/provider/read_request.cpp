#include <algorithm>
#include <array>
#include <utility>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;
using Method = RequestRule::Method;

/// Servers and proxies start to refuse request lines at 4 to 8 KiB; a query has to find room too.
constexpr std::size_t most_path_bytes = 2'048;

constexpr std::array method_words{
    word("GET", Method::get),
    word("POST", Method::post),
};

bool is_path_template(std::string_view text) {
  return text.size() <= most_path_bytes && is_path(text);
}

/// The path with its {name} kept; each stands for one value, which the request percent-encodes.
std::string read_path(const Member& path) {
  constexpr std::string_view what =
      R"(a path of at most 2048 bytes such as "/users/{user_id}/credits", without query, "." and )"
      R"("..")";
  const std::string* const text = path.text(what);
  if (text == nullptr) {
    return {};
  }
  const auto names = placeholders(*text);
  std::string plain = *text;
  if (names) {
    for (const std::string_view name : *names) {
      const std::string braced = joined({"{", name, "}"});
      plain.replace(plain.find(braced), braced.size(), "1");
    }
  }
  if (!names || text->size() > most_path_bytes || !is_path_template(plain)) {
    path.expected(what);
    return {};
  }
  return *text;
}

std::vector<NamedText> read_constants(const Member& constants, Bindings& bindings) {
  std::vector<NamedText> texts;
  if (!constants.given() || !constants.map()) {
    return texts;
  }
  for (const Member& constant : constants.items()) {
    if (!is_parameter_name(constant.key())) {
      constant.fault(
          joined({"expected a parameter's name: ASCII without spaces, quotes and braces, found ",
                  quoted(constant.key())}));
    }
    if (auto text = expand(constant, {.what = "a text", .check = nullptr}, bindings)) {
      texts.push_back({std::string{constant.key()}, *std::move(text)});
    }
  }
  return texts;
}

/// Line feeds and tabs are part of a GraphQL document.
bool has_other_control_character(std::string_view text) {
  std::string lines{text};
  std::erase_if(lines, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
  return has_control_character(lines);
}

void read_graphql(const Member& graphql, RequestRule& rule) {
  static constexpr std::array members{"query"sv, "variables"sv};
  if (!graphql.object(members)) {
    return;
  }
  const Member query = graphql["query"];
  if (query.is(Node::Type::string) && !query.node().text.empty() &&
      !has_other_control_character(query.node().text)) {
    rule.graphql = query.node().text;
  } else {
    query.expected("a GraphQL document");
    rule.graphql = "{}";  // so that what goes to the variables is not faulted too
  }
  rule.graphql_variables = "{}";
  if (const Member variables = graphql["variables"]; variables.is(Node::Type::object)) {
    rule.graphql_variables = variables.node().compact();
  } else if (variables.given()) {
    variables.expected("an object");
  }
}

void read_body(const Member& request, Bindings& bindings, RequestRule& rule) {
  static constexpr std::array bodies{"json"sv, "form"sv, "graphql"sv};
  const auto given = std::ranges::count_if(
      bodies, [&request](std::string_view body) { return request.has(body); });
  if (given == 0) {
    return;
  }
  if (given > 1) {
    request.only_one(bodies);
  }
  if (!request.has("method") || request["method"].is_text("GET")) {
    for (const std::string_view body : bodies) {
      if (request.has(body)) {
        request[body].fault(
            joined({R"(expected the method "POST" with )", quoted(body), R"(, found "GET")"}));
      }
    }
  }
  if (const Member json = request["json"]; json.is(Node::Type::object)) {
    rule.json = json.node().compact();
  } else if (json.given()) {
    json.expected("an object");
    rule.json = "{}";  // so that what goes to the body is not faulted too
  }
  if (request.has("form")) {
    rule.has_form = true;
    rule.form = read_constants(request["form"], bindings);
  }
  if (request.has("graphql")) {
    read_graphql(request["graphql"], rule);
  }
}

}  // namespace

std::vector<NamedText> read_headers(const Member& headers, Bindings& bindings) {
  std::vector<NamedText> texts;
  if (!headers.given() || !headers.map()) {
    return texts;
  }
  for (const Member& header : headers.items()) {
    if (!is_settable_header(header.key())) {
      header.fault(joined({"expected the name of a header that a definition may set, found ",
                           quoted(header.key())}));
    }
    if (auto text = expand(
            header, {.what = "a header's value of printable ASCII", .check = is_header_value},
            bindings)) {
      texts.push_back({std::string{header.key()}, *std::move(text)});
    }
  }
  return texts;
}

RequestRule read_request(const Member& request, Bindings& bindings) {
  static constexpr std::array members{"method"sv, "path"sv, "read"sv,    "query"sv, "headers"sv,
                                      "json"sv,   "form"sv, "graphql"sv, "params"sv};
  RequestRule rule;
  if (!request.object(members)) {
    return rule;
  }
  if (request.has("method")) {
    rule.method = static_cast<Method>(request["method"].word(method_words).value_or(0));
  }
  if (request["method"].is_text("POST") || request.has("read")) {
    // A POST may be sent again after a failure only where the definition says that it changes
    // nothing.
    request["read"].just_true();
  }
  rule.path = read_path(request["path"]);
  rule.query = read_constants(request["query"], bindings);
  rule.headers = read_headers(request["headers"], bindings);
  read_body(request, bindings, rule);
  read_request_parameters(request["params"], rule, bindings);
  return rule;
}

}  // namespace creditkit
