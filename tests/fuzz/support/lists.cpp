#include "lists.hpp"

#include <array>
#include <string>
#include <string_view>

#include "provider/definition.hpp"
#include "require.hpp"

namespace fuzz {
namespace {

struct Form {
  std::string_view paging;
  bool has_ids = true;
};

/// New ones go to the end, so that kept inputs keep their meaning.
constexpr std::array forms = std::to_array<Form>({
    {R"({"kind":"none"})"},
    {R"({"kind":"token","from":"/next","to":"cursor"})"},
    {R"({"kind":"token","from":"/next","to":"cursor","more":"/more"})"},
    {R"({"kind":"token","from":"/next","to":"cursor","total":"/total","limit":{"param":"limit","default":3},
         "end":["cursorAbsent","totalReached","shortPage"]})"},
    {R"({"kind":"token","from":{"header":"X-Next"},"to":{"header":"X-After"}})"},
    {R"({"kind":"token","from":"/next","to":{"body":"/after"},"limit":{"param":{"body":"/size"},"default":3}})"},
    {R"({"kind":"token","from":"/next","to":"cursor","constantCursor":true,"end":["emptyPage","cursorAbsent"]})"},
    {R"({"kind":"lastRow","from":"/id","to":"after","more":"/more"})"},
    {R"({"kind":"lastRow","from":"/id","to":"after","limit":{"param":"limit","default":3}})"},
    {R"({"kind":"page","page":"page","totalPages":"/pages"})"},
    {R"({"kind":"page","page":"page","first":0,"limit":{"param":"limit","default":3}})"},
    {R"({"kind":"page","page":"page","total":"/total","limit":{"param":"limit","default":3,"max":50}})"},
    {R"({"kind":"offset","offset":"offset","limit":{"param":"limit","default":3},"total":"/total"})"},
    {R"({"kind":"offset","offset":"offset","limit":{"param":"limit","default":3},"end":["shortPage"]})"},
    {R"({"kind":"offset","offset":"offset","more":"/more"})"},
    {R"({"kind":"url","from":"/next"})"},
    {R"({"kind":"url","from":{"link":"next"},"limit":{"param":"limit","default":3}})"},
    {R"({"kind":"url","from":"/next","more":"/more","total":"/total"})"},
    {R"({"kind":"token","from":"/next","to":"cursor"})", false},
    {R"({"kind":"page","page":"page","totalPages":"/pages","total":"/total"})", false},
    {R"({"kind":"offset","offset":"offset","limit":{"param":"limit","default":3},"total":"/total"})",
     false},
    {R"({"kind":"lastRow","from":"/note","to":"after"})", false},
});

std::string definition_of(const Form& form) {
  const bool in_body = form.paging.contains(R"("body")");
  std::string text =
      R"({"id":"acme","baseUrl":"https://api.example.com/v1","auth":{"query":"key"},"operations":{
    "history":{"request":{"path":"/list/{owner}","params":{"owner":{},"kind":{}})";
  text += in_body ? R"(,"method":"POST","read":true,"json":{}})" : "}";
  text += R"(,"rows":"/rows","paging":)";
  text += form.paging;
  text += R"(,"entry":{)";
  text += form.has_ids ? R"("id":"/id",)" : "";
  text += R"("kind":"usage","amount":"/amount","description":"/note"}}}})";
  return text;
}

std::vector<List> all_lists() {
  std::vector<List> all;
  for (const Form& form : forms) {
    auto plan = creditkit::compile_definition(definition_of(form), {});
    require(plan.has_value(), "a list of our own compiles",
            plan.faults.empty() ? std::string{}
                                : std::string{plan.faults.front().pointer} + ": " +
                                      std::string{plan.faults.front().message});
    all.push_back({.plan = std::move(*plan), .has_ids = form.has_ids});
  }
  return all;
}

}  // namespace

const std::vector<List>& lists() {
  static const std::vector<List> all = all_lists();
  return all;
}

}  // namespace fuzz
