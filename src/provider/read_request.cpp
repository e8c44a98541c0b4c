#include <algorithm>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// Servers and proxies start to refuse request lines at 4 to 8 KiB; a query has to find room too.
constexpr std::size_t most_path_bytes = 2'048;

bool is_path_template(std::string_view text) {
  return text.size() <= most_path_bytes && has_good_placeholders(text) && is_path(with_ones(text));
}

/// std::string_view: the path with its {name} kept; each stands for one value, which the request
/// percent-encodes.
void read_path(const Member& path, void* into, const Field& /*field*/) {
  path.text(as<std::string_view>(into),
            R"(a path of at most 2048 bytes such as "/users/{user_id}/credits", without query, )"
            R"("." and "..")",
            is_path_template);
}

/// Constant texts by name.
void read_texts(const Member& texts, std::string_view name_form, Member::Check is_name,
                const TemplateForm& form, std::span<const ConstantText>& rule) {
  if (!texts.map()) {
    return;
  }
  const auto named = texts.arena().list<ConstantText>(texts.size());
  std::size_t count = 0;
  for (Member text = texts.first(); text.given(); text = text.next()) {
    if (!is_name(text.key())) {
      text.name_expected(name_form);
    }
    named[count].name = text.key();
    count += expand(text, form, named[count].text) ? 1 : 0;
  }
  rule = named.first(count);
}

/// std::span<const ConstantText>
void read_constants(const Member& constants, void* into, const Field& /*field*/) {
  read_texts(constants, parameter_name_form, is_parameter_name,
             {.what = "a text", .check = nullptr}, as<std::span<const ConstantText>>(into));
}

/// RequestRule
void read_form(const Member& form, void* into, const Field& field) {
  auto& rule = as<RequestRule>(into);
  rule.has_form = true;
  read_constants(form, &rule.form, field);
}

/// An object that is sent as it is written, "$comment" too.
void read_template(const Member& object, void* into, const Field& /*field*/) {
  auto& json = as<std::string_view>(into);
  json = "{}";  // where it has a fault, what goes to the body is not faulted too
  if (object.is(Node::Type::object)) {
    json = object.arena().text(object.node().compact());
  } else {
    object.expected("an object");
  }
}

/// Line feeds and tabs are part of a GraphQL document.
bool is_control_but_space(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20U && c != '\n' && c != '\r' && c != '\t') || byte == 0x7FU;
}

/// std::string_view
void read_document(const Member& query, void* into, const Field& /*field*/) {
  if (query.is(Node::Type::string) && !query.node().text.empty() &&
      std::ranges::none_of(query.node().text, is_control_but_space)) {
    as<std::string_view>(into) = query.node().text;
  } else {
    query.expected("a GraphQL document");
  }
}

constexpr Field graphql_fields[] = {
    {"query", read_document, offsetof(RequestRule, graphql), Field::always},
    {"variables", read_template, offsetof(RequestRule, graphql_variables)},
};

/// RequestRule
void read_graphql(const Member& graphql, void* into, const Field& /*field*/) {
  auto& rule = as<RequestRule>(into);
  rule.graphql = "{}";  // where it has a fault, what goes to the variables is not faulted too
  rule.graphql_variables = "{}";
  graphql.object(graphql_fields, &rule);
}

/// A POST may be sent again after a failure only where the definition says that it changes nothing.
void read_promise(const Member& read, void* into, const Field& /*field*/) {
  if (read.given() || as<RequestRule>(into).method == RequestRule::Method::post) {
    read.just_true();
  }
}

constexpr Field fields[] = {
    {"method", read_word, offsetof(RequestRule, method), Field::optional, "GET|POST"},
    {"path", read_path, offsetof(RequestRule, path), Field::always},
    {"read", read_promise, 0, Field::always},
    {"query", read_constants, offsetof(RequestRule, query)},
    {"headers", read_headers, offsetof(RequestRule, headers)},
    {"json", read_template, offsetof(RequestRule, json)},
    {"form", read_form},
    {"graphql", read_graphql},
    {"params"},
};

void check_body(const Member& request) {
  constexpr Names bodies = "json|form|graphql";
  const bool is_get = !request.has("method") || request["method"].is_text("GET");
  bool any = false;
  Names rest = bodies;
  for (std::string_view name; next_name(rest, name);) {
    const Member body = request[name];
    any = any || body.given();
    if (body.given() && is_get) {
      body.fault(R"(expected the method "POST" with %, found "GET")", name);
    }
  }
  if (any) {
    request.only_one(bodies);
  }
}

}  // namespace

void read_headers(const Member& headers, void* into, const Field& /*field*/) {
  read_texts(headers, header_name_form, is_settable_header,
             {.what = "a header's value of printable ASCII", .check = is_header_value},
             as<std::span<const ConstantText>>(into));
}

void read_request(const Member& request, void* into, const Field& /*field*/) {
  auto& rule = as<RequestRule>(into);
  request.reading().request = &rule;
  if (request.object(fields, &rule)) {
    check_body(request);
    read_request_parameters(request["params"], rule);
  }
}

}  // namespace creditkit
