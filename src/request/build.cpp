#include "request/build.hpp"

#include <algorithm>
#include <array>

#include "json/text.hpp"
#include "provider/faults.hpp"
#include "request/body.hpp"
#include "request/failure.hpp"
#include "request/path.hpp"
#include "request/percent.hpp"

namespace creditkit {
namespace {

constexpr std::array<std::string_view, 6> place_names{
    "the path", "the query", "the JSON body", "the form", "GraphQL variables", "a header"};

/// Names with values; a later value of the same name takes the place of the earlier one.
void put(std::vector<NamedText>& list, std::string_view name, std::string text) {
  const auto found = std::ranges::find(list, name, &NamedText::name);
  if (found != list.end()) {
    found->text = std::move(text);
  } else {
    list.push_back({std::string(name), std::move(text)});
  }
}

/// Header names are the same in any case.
bool same_header(std::string_view left, std::string_view right) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::ranges::equal(left, right, {}, lower, lower);
}

void put_header(std::vector<NamedText>& list, std::string_view name, std::string text) {
  std::erase_if(list, [&](const NamedText& header) { return same_header(header.name, name); });
  list.push_back({std::string(name), std::move(text)});
}

/// What a header can carry through every fetch: visible ASCII, spaces and tabs. Anything else could
/// end it.
bool fits_header(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= ' ' && c <= '~') || c == '\t'; });
}

std::string encoded_pairs(const std::vector<NamedText>& pairs, Encoding name, Encoding text) {
  std::string out;
  for (const NamedText& pair : pairs) {
    out += out.empty() ? "" : "&";
    append_encoded(out, pair.name, name);
    out += '=';
    append_encoded(out, pair.text, text);
  }
  return out;
}

/// Sorts values to where they belong, then writes the request.
class Builder {
 public:
  Builder(const Plan& plan, const RequestRule& rule) : plan_{plan}, rule_{rule} {
    for (const ConstantText& constant : rule.query) {
      query_.push_back({std::string{constant.name}, std::string{constant.text}});
    }
    for (const ConstantText& constant : rule.form) {
      form_.push_back({std::string{constant.name}, std::string{constant.text}});
    }
    for (const auto& list : {plan.headers, rule.headers}) {
      for (const ConstantText& header : list) {
        put_header(headers_, header.name, std::string{header.text});
      }
    }
  }

  /// `text` is the value outside JSON, `json` inside it. False where it cannot stand there.
  bool place(const Target& to, std::string text, std::string json) {
    switch (to.place) {
      case Target::Place::path:
        return true;  // fill_path() reads these from the query
      case Target::Place::query:
        put(query_, to.name, std::move(text));
        return true;
      case Target::Place::form:
        put(form_, to.name, std::move(text));
        return true;
      case Target::Place::header:
        put_header(headers_, to.name, std::move(text));
        return fits_header(headers_.back().text);
      case Target::Place::body:
        body_.push_back({.at = &to.at, .json = std::move(json)});
        return true;
      case Target::Place::variables:
        variables_.push_back({.at = &to.at, .json = std::move(json)});
        return true;
    }
    return false;
  }

  std::expected<HttpRequest, Error> build(const BoundQuery& query) {
    auto path = fill_path(rule_.path, query);
    if (!path) {
      return std::unexpected(std::move(path).error());
    }
    HttpRequest request;
    request.method = rule_.method == RequestRule::Method::get ? "GET" : "POST";
    request.url = joined({plan_.base_url, *path});
    if (!query_.empty()) {
      request.url += '?';
      request.url += encoded_pairs(query_, Encoding::query_name, Encoding::query);
    }
    if (!write_body(request)) {
      return failure(ErrorCode::parameter, "a value has no place in the body's template");
    }
    request.headers = std::move(headers_);
    return request;
  }

 private:
  bool write_body(HttpRequest& request) {
    if (rule_.has_form || !form_.empty()) {
      request.body = encoded_pairs(form_, Encoding::form, Encoding::form);
      set_content_type("application/x-www-form-urlencoded");
      return true;
    }
    if (!rule_.graphql.empty()) {
      const auto variables = spliced(
          rule_.graphql_variables.empty() ? "{}" : std::string_view(rule_.graphql_variables),
          variables_);
      if (variables) {
        std::string document;
        append_json_string(document, rule_.graphql);
        request.body = joined({R"({"query":)", document, R"(,"variables":)", *variables, "}"});
        set_content_type("application/json");
      }
      return variables.has_value();
    }
    if (!rule_.json.empty() || !body_.empty()) {
      request.body = spliced(rule_.json, body_);
      set_content_type("application/json");
      return request.body.has_value();
    }
    return true;
  }

  /// A definition may state one of its own, such as "application/vnd.api+json".
  void set_content_type(std::string_view type) {
    const bool stated = std::ranges::any_of(
        headers_, [](const NamedText& header) { return same_header(header.name, "content-type"); });
    if (!stated) {
      headers_.push_back({"content-type", std::string(type)});
    }
  }

  const Plan& plan_;
  const RequestRule& rule_;
  std::vector<NamedText> query_;
  std::vector<NamedText> form_;
  std::vector<NamedText> headers_;
  std::vector<Splice> body_;
  std::vector<Splice> variables_;
};

}  // namespace

std::expected<HttpRequest, Error> build_request(const Plan& plan, const Operation& operation,
                                                const BoundQuery& query,
                                                std::span<const Placement> placements) {
  Builder builder{plan, operation.request};
  for (const QueryValue& bound : query.values) {
    const Target& to = bound.rule->to;
    if (!builder.place(to, bound.text, bound.json())) {
      return failure(ErrorCode::parameter,
                     joined({"the parameter ", bound.rule->name,
                             " is sent in a header and may hold visible ASCII only"}),
                     bound.rule->name);
    }
  }
  for (const Placement& placement : placements) {
    auto text = plain_text(placement.json);
    if (!text || !builder.place(*placement.to, std::move(*text), placement.json)) {
      const auto where = place_names.at(static_cast<std::size_t>(placement.to->place));
      return failure(ErrorCode::pagination,
                     joined({"the vendor's cursor cannot be sent in ", where}));
    }
  }
  return builder.build(query);
}

}  // namespace creditkit
