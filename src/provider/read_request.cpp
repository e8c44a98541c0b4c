#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// Servers and proxies start to refuse request lines at 4 to 8 KiB; a query has to find room too.
constexpr std::uint32_t most_path_bytes = 2'048;

bool is_path_template(std::string_view text) {
  std::string_view rest = text;
  std::string_view before;
  std::string_view name;
  while (next_placeholder(rest, before, name)) {
  }
  return !has_braces(rest) && is_path(text);
}

/// A path with its {name} kept; each stands for one value, which the request percent-encodes.
constexpr TextForm path_form{
    .what = R"(a path of at most 2048 bytes such as "/users/{user_id}/credits", without query, )"
            R"("." and "..")",
    .most = most_path_bytes,
    .check = is_path_template};
constexpr TextForm header_value{.what = "a header's value of printable ASCII",
                                .characters = " ~",
                                .first = "!~",
                                .check = ends_without_space};

/// Constant texts by name, which go to one place.
void read_texts(Member texts, Target::Place place, const TextForm& name_form, const TextForm& form,
                void* into) {
  if (!texts.map()) {
    return;
  }
  const auto named = texts.arena().list<ConstantText>(texts.size());
  std::size_t count = 0;
  for (Member text = texts.first(); text.given(); text = text.next()) {
    text.check_name(name_form);
    claim(text, {.place = place, .name = text.key()});
    named[count].name = text.key();
    count += expand(text, form, named[count].text) ? 1 : 0;
  }
  as<std::span<const ConstantText>>(into) = named.first(count);
}

/// std::span<const ConstantText>
void read_constants(Member constants, void* into, const Field& /*field*/) {
  const auto place = constants.key() == "form" ? Target::Place::form : Target::Place::query;
  read_texts(constants, place, parameter_name, plain_text, into);
}

/// An object that is sent as it is written, "$comment" too.
void read_template(Member object, void* into, const Field& /*field*/) {
  if (object.is(Node::Type::object)) {
    as<const Node*>(into) = &object.node();
  } else {
    object.expected("an object");
  }
}

/// Line feeds and tabs are part of it.
constexpr TextForm document{.what = "a GraphQL document",
                            .characters = "\t\n\r\r ~\x80\xff",
                            .first = "\t\n\r\r ~\x80\xff"};

constexpr Field graphql_fields[] = {
    {.name = "query",
     .read = read_text,
     .offset = offsetof(RequestRule, graphql),
     .need = Field::always,
     .text = &document},
    {.name = "variables", .read = read_template, .offset = offsetof(RequestRule, json)},
};
constexpr Fields graphql_object{graphql_fields};

/// A POST may be sent again after a failure only where the definition says that it changes nothing.
void read_promise(Member read, void* into, const Field& /*field*/) {
  if (read.given() || as<RequestRule>(into).method == RequestRule::Method::post) {
    read.just_true();
  }
}

constexpr Field fields[] = {
    {.name = "method",
     .read = read_word,
     .offset = offsetof(RequestRule, method),
     .words = "GET|POST"},
    {.name = "path",
     .read = read_text,
     .offset = offsetof(RequestRule, path),
     .need = Field::always,
     .text = &path_form},
    {.name = "read", .read = read_promise, .need = Field::always},
    {.name = "query", .read = read_constants, .offset = offsetof(RequestRule, query)},
    {.name = "headers", .read = read_headers, .offset = offsetof(RequestRule, headers)},
    {.name = "json", .read = read_template, .offset = offsetof(RequestRule, json)},
    {.name = "form", .read = read_constants, .offset = offsetof(RequestRule, form)},
    {.name = "graphql", .read = read_object, .fields = &graphql_object},
    {.name = "params"},
};

void read_body(Member request, RequestRule& rule) {
  if (!request.has("json") && !request.has("form") && !request.has("graphql")) {
    return;
  }
  // In the order of Target::Place, which has "path" and "query" before them.
  rule.body = static_cast<Target::Place>(request.only_one("json|form|graphql") + 2);
  if (const Member method = request["method"]; !method.given() || method.is_text("GET")) {
    method.expected(R"("POST", for the request has a body)");
  }
}

}  // namespace

void read_headers(Member headers, void* into, const Field& /*field*/) {
  read_texts(headers, Target::Place::header, header_name, header_value, into);
}

void read_request(Member request, void* into, const Field& /*field*/) {
  auto& rule = as<RequestRule>(into);
  request.reading().request = &rule;
  request.reading().request_node = &request.node();
  if (request.object(fields, &rule)) {
    read_body(request, rule);
    read_request_parameters(request["params"], rule);
  }
}

}  // namespace creditkit
