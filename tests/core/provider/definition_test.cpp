#include "provider/definition.hpp"

#include <catch2/catch_test_macros.hpp>

#include "compiled.hpp"
#include "files.hpp"
#include "provider/node.hpp"

using namespace creditkit;
using namespace creditkit_test;

TEST_CASE("the shortest useful definition reads as it is meant") {
  // The sketch of the design: nothing in it but what Nebula Block's page says.
  const Plan plan = compiled(
      R"({"id":"nebula","baseUrl":"https://api.nebulablock.com/api/v1","auth":{"header":"Authorization","format":"Bearer {key}"},
"operations":{"history":{"request":{"method":"GET","path":"/users/credits/history"},"success":{"at":"/status","equals":"success"},
"error":{"message":"/message"},"paging":{"kind":"offset","offset":"offset","limit":{"param":"limit","default":50},"total":"/data/total_credit_histories"},
"rows":"/data/credit_history","balance":{"available":"/data/credit_balance"},"entry":{"kind":"usage","amount":{"at":"/total","sign":"negate"},
"time":{"at":"/create_time","format":"label local","zones":{"EST":"America/New_York","EDT":"America/New_York","UTC":"UTC"}}}}}})");
  CHECK(plan.id == "nebula");
  CHECK(plan.base_url == "https://api.nebulablock.com/api/v1");
  CHECK(plan.auth.place == AuthRule::Place::header);
  CHECK(plan.auth.name == "Authorization");
  CHECK(plan.auth.format == "Bearer {key}");
  CHECK(!plan.balance());
  CHECK(!plan.entitlements());

  REQUIRE(plan.history());
  const Operation& history = *plan.history();
  CHECK(history.kind == OperationKind::history);
  CHECK(history.request.method == RequestRule::Method::get);
  CHECK(history.request.path == "/users/credits/history");
  CHECK(history.request.parameters.empty());
  REQUIRE(history.success.size() == 1);
  CHECK(history.success[0].at.text == "/status");
  CHECK(history.success[0].test == Condition::Test::equals);
  REQUIRE(history.success[0].values.size() == 1);
  CHECK(history.success[0].values[0].text == "success");
  REQUIRE(history.error.message.size() == 1);
  CHECK(history.error.message[0].text == "/message");

  CHECK(history.paging.kind == PagingRule::Kind::offset);
  CHECK(history.paging.to.place == Target::Place::query);
  CHECK(history.paging.to.name == "offset");
  REQUIRE(history.paging.size.to);
  CHECK(history.paging.size.to->name == "limit");
  CHECK(history.paging.size.fallback == 50);
  CHECK(history.paging.size.minimum == 1);
  CHECK(history.paging.size.maximum == 1'000'000);
  REQUIRE(history.paging.total);
  CHECK(history.paging.total->text == "/data/total_credit_histories");
  CHECK(history.paging.end == EndRules{EndRule::total_reached, EndRule::empty_page});
  CHECK(history.rows.at.text == "/data/credit_history");
  CHECK(history.rows.shape == RowsRule::Shape::array);

  REQUIRE(history.entry);
  CHECK(history.entry->kind.form == KindRule::Form::constant);
  CHECK(history.entry->kind.constant == Kind::usage);
  REQUIRE(history.entry->amount.terms.size() == 1);
  REQUIRE(history.entry->amount.terms[0].size() == 1);
  CHECK(history.entry->amount.terms[0][0].scope == Scope::row);
  CHECK(history.entry->amount.terms[0][0].at.text == "/total");
  CHECK(history.entry->amount.sign.form == SignRule::Form::negate);
  CHECK(!history.entry->amount.optional);
  CHECK(history.entry->unit.constant == "credits");
  REQUIRE(history.entry->time);
  CHECK(copied(history.entry->time->formats) == std::vector{TimeFormat::labelled_local});
  REQUIRE(history.entry->time->labels.size() == 3);
  CHECK(history.entry->time->labels[0].label == "EST");
  CHECK(history.entry->time->labels[0].zone == *Zone::parse("America/New_York"));

  REQUIRE(history.balance);
  CHECK(history.balance->available.terms[0][0].scope == Scope::body);
  CHECK(history.balance->available.terms[0][0].at.text == "/data/credit_balance");
}

TEST_CASE("a parameter goes where the request has room for it, unless it says so") {
  const auto places = [](std::string_view request) {
    const Plan plan = compiled(with_history(request, R"({"kind":"none"})"));
    std::vector<std::pair<Target::Place, std::string>> result;
    for (const ParameterRule& rule : plan.history()->request.parameters) {
      std::string name{rule.to.name};
      for (const std::string_view token : rule.to.at.tokens) {
        append_pointer_token(name, token);
      }
      result.emplace_back(rule.to.place, name);
    }
    return result;
  };
  using Place = Target::Place;
  using Result = std::vector<std::pair<Place, std::string>>;
  CHECK(places(R"({"path":"/{id}","params":{"a/b":{},"h":{"in":"header","as":"X-H"}}})") ==
        Result{{Place::query, "a/b"}, {Place::header, "X-H"}, {Place::path, "id"}});
  CHECK(
      places(
          R"({"method":"POST","read":true,"path":"/","json":{},"params":{"a/b":{},"c":{"as":"/d/e"}}})") ==
      Result{{Place::body, "/a~1b"}, {Place::body, "/d/e"}});
  CHECK(places(R"({"method":"POST","read":true,"path":"/","form":{},"params":{"a":{"as":"b"}}})") ==
        Result{{Place::form, "b"}});
  CHECK(
      places(
          R"({"method":"POST","read":true,"path":"/","graphql":{"query":"{ a }"},"params":{"a":{}}})") ==
      Result{{Place::variables, "/a"}});
  CHECK(places(R"({"method":"POST","read":true,"path":"/","params":{"a":{}}})") ==
        Result{{Place::query, "a"}});
}

TEST_CASE("a path's parameters are required, whether they are described or not") {
  const Plan plan = compiled(with_history(
      R"({"path":"/{a}/{b}/{c}/{a}","params":{"b":{"type":"integer"},"c":{"default":"me"}}})",
      R"({"kind":"none"})"));
  const auto& parameters = plan.history()->request.parameters;
  REQUIRE(parameters.size() == 3);
  CHECK(parameters[0].name == "b");
  CHECK(parameters[0].required);
  CHECK(parameters[1].name == "c");
  CHECK(!parameters[1].required);
  CHECK(parameters[2].name == "a");
  CHECK(parameters[2].required);
}

TEST_CASE("without an end rule, a walk ends by what the vendor's pages tell") {
  using enum EndRule;
  const auto ends = [](std::string_view paging) {
    return compiled(with_history(R"({"path":"/"})", paging)).history()->paging.end;
  };
  using Ends = EndRules;
  CHECK(ends(R"({"kind":"none"})") == Ends{});
  CHECK(ends(R"({"kind":"token","from":"/n","to":"c"})") ==
        Ends{cursor_absent, cursor_null, cursor_empty});
  CHECK(ends(R"({"kind":"url","from":{"link":"next"},"more":"/m"})") ==
        Ends{cursor_absent, cursor_null, cursor_empty, flag_false});
  CHECK(ends(R"({"kind":"lastRow","from":"/id","to":"c","more":"/m"})") ==
        Ends{flag_false, empty_page});
  CHECK(ends(R"({"kind":"lastRow","from":"/id","to":"c"})") == Ends{empty_page});
  CHECK(ends(R"({"kind":"lastRow","from":"/id","to":"c","limit":{"param":"n","default":9}})") ==
        Ends{short_page, empty_page});
  CHECK(ends(R"({"kind":"page","page":"p","more":"/m","total":"/t"})") ==
        Ends{flag_false, empty_page});
  CHECK(ends(R"({"kind":"page","page":"p","total":"/t","totalPages":"/p"})") ==
        Ends{last_page_reached, empty_page});
  CHECK(ends(R"({"kind":"page","page":"p","total":"/t"})") == Ends{total_reached, empty_page});
  CHECK(ends(R"({"kind":"page","page":"p"})") == Ends{empty_page});
  CHECK(ends(R"({"kind":"page","page":"p","limit":{"param":"n","default":9}})") ==
        Ends{short_page, empty_page});
  CHECK(ends(R"({"kind":"offset","offset":"o","more":"/m"})") == Ends{flag_false, empty_page});
  CHECK(ends(R"({"kind":"offset","offset":"o"})") == Ends{empty_page});
  CHECK(ends(R"({"kind":"offset","offset":"o","total":"/t","end":["emptyPage"]})") ==
        Ends{empty_page});
}

TEST_CASE("a cursor comes from the body, a header or the Link header") {
  const auto plan_of = [](std::string_view paging) {
    return compiled(with_history(R"({"path":"/"})", paging));
  };
  const Plan body = plan_of(R"({"kind":"token","from":"/a","to":"c"})");
  CHECK(body.history()->paging.cursor_at.text == "/a");
  const Plan by_header = plan_of(R"({"kind":"url","from":{"header":"X-Next"}})");
  const PagingRule& header = by_header.history()->paging;
  CHECK(header.cursor_from == PagingRule::CursorFrom::header);
  CHECK(header.cursor_header == "X-Next");
  CHECK(plan_of(R"({"kind":"url","from":{"link":"next"}})").history()->paging.cursor_from ==
        PagingRule::CursorFrom::link);
}

TEST_CASE("success and error of the provider hold where an operation has none of its own") {
  const Plan plan = compiled(R"({"id":"a","baseUrl":"https://example.com",
    "success":{"at":"/ok","equals":true},"error":{"message":"/m","code":"/c","codes":{"1":"cursor"}},
    "operations":{
      "history":{"request":{"path":"/h"},"rows":"/r","entry":{"kind":"usage","amount":"/n"}},
      "balance":{"request":{"path":"/b"},"success":[],"error":{"message":["/x","/y"]},"balance":{"available":"/a"}}}})");
  CHECK(plan.history()->success.size() == 1);
  CHECK(plan.history()->error.meaning_of("1")->refusal == Refusal::cursor);
  CHECK(plan.balance()->success.empty());
  CHECK(plan.balance()->error.message.size() == 2);
  CHECK(plan.balance()->error.codes.empty());
}

TEST_CASE("a body template leaves as it was written") {
  const Plan plan = compiled(with_history(
      R"({"method":"POST","read":true,"path":"/","json":{"z":1.50,"a":[9007199254740993,-0.0,1e40,"\u00e9\n\"",null,{}],"$comment":true}})",
      R"({"kind":"none"})"));
  std::string written;
  plan.history()->request.json->append_json(written);
  CHECK(written ==
        "{\"z\":1.50,\"a\":[9007199254740993,-0.0,1e40,\"é\\u000A\\\"\",null,{}],\"$comment\":"
        "true}");
}

TEST_CASE("an entry's paths start at the row, its parent or the body; a balance's at the body") {
  const Plan plan = compiled(
      with_history(R"({"path":"/"})", R"({"kind":"none"})",
                   R"({"kind":{"at":"/k","of":"parent","map":{"a":"refund"}},"id":{"key":true},
          "amount":{"at":["/a",{"at":"/b","of":"body"}],"of":"row"},
          "account":{"at":"/x","default":"none","case":"upper"},
          "balanceAfter":{"sum":["/p",["/q","/r"]],"minor":3},
          "reference":["/s",{"at":"/t","of":"parent"}]})",
                   R"({"at":"/groups","shape":"map","each":"/rows","optional":true})"));
  const EntryRule& entry = *plan.history()->entry;
  CHECK(plan.history()->rows.shape == RowsRule::Shape::map);
  CHECK(plan.history()->rows.each->text == "/rows");
  CHECK(plan.history()->rows.optional);
  CHECK(entry.kind.from[0].scope == Scope::parent);
  CHECK(entry.kind.kind_of("a") == Kind::refund);
  CHECK(entry.id[0].scope == Scope::key);
  REQUIRE(entry.amount.terms[0].size() == 2);
  CHECK(entry.amount.terms[0][0].scope == Scope::row);
  CHECK(entry.amount.terms[0][1].scope == Scope::body);
  CHECK(entry.account.constant == "none");
  CHECK(entry.account.upper_case);
  REQUIRE(entry.balance_after);
  CHECK(entry.balance_after->optional);
  CHECK(entry.balance_after->form == AmountRule::Form::sum);
  CHECK(entry.balance_after->terms.size() == 2);
  CHECK(entry.balance_after->terms[1].size() == 2);
  CHECK(entry.balance_after->minor.form == MinorRule::Form::fixed);
  CHECK(entry.balance_after->minor.digits == 3);
  CHECK(entry.reference[1].scope == Scope::parent);
}

TEST_CASE("amounts say their sign and their minor units") {
  const auto plan_of = [](std::string_view amount) {
    return compiled(
        with_history(R"({"path":"/"})", R"({"kind":"none"})",
                     R"({"kind":"usage","unit":"EUR","amount":)" + std::string{amount} + "}"));
  };
  const Plan signed_by_member = plan_of(
      R"({"at":"/n","sign":{"at":"/d","positive":["in",1],"negative":[false,null]},"minor":"iso4217"})");
  const AmountRule& by_member = signed_by_member.history()->entry->amount;
  CHECK(by_member.sign.form == SignRule::Form::by_member);
  CHECK(by_member.sign.member.at.text == "/d");
  REQUIRE(by_member.sign.positive.size() == 2);
  CHECK(by_member.sign.positive[1].type == TokenType::number);
  CHECK(by_member.sign.positive[1].text == "1");
  CHECK(by_member.sign.negative[0].type == TokenType::boolean_false);
  CHECK(by_member.sign.negative[1].type == TokenType::null);
  CHECK(by_member.minor.form == MinorRule::Form::iso4217);

  const Plan two_columns = plan_of(R"({"in":"/i","out":"/o","minor":2})");
  const AmountRule& columns = two_columns.history()->entry->amount;
  CHECK(columns.form == AmountRule::Form::in_out);
  CHECK(columns.terms[1][0].at.text == "/o");

  const Plan with_exceptions = plan_of(R"({"at":"/n","minor":{"UGX":2,"MGA":0}})");
  const AmountRule& counted = with_exceptions.history()->entry->amount;
  CHECK(counted.minor.form == MinorRule::Form::iso4217);
  REQUIRE(counted.minor.exceptions.size() == 2);
  CHECK(counted.minor.exceptions[0].unit == "UGX");
  CHECK(counted.minor.exceptions[0].digits == 2);
}

TEST_CASE("each balance part is counted in the balance's unit unless it has its own") {
  const Plan plan = compiled(R"({"id":"a","baseUrl":"https://example.com","operations":{"balance":{
    "request":{"path":"/b"},"balance":{"available":"/a","unit":"USD","account":{"param":"user"},
    "parts":{"x":{"amount":"/x"},"y":{"amount":"/y","unit":"points"}}}}},"params":{"user":{"default":"me"}}})");
  const BalanceRule& balance = *plan.balance()->balance;
  REQUIRE(balance.parts.size() == 2);
  CHECK(balance.parts[0].name == "x");
  CHECK(balance.parts[0].unit.constant == "USD");
  CHECK(balance.parts[0].amount.optional);
  CHECK(balance.parts[1].unit.constant == "points");
  CHECK(balance.account.constant == "me");
}

TEST_CASE("a resume token outlives a definition's layout and comments, not its meaning") {
  const auto fingerprint = [](std::string_view text) { return compiled(text).fingerprint; };
  const std::uint64_t first = fingerprint(
      R"({"id":"a","baseUrl":"https://example.com","operations":{"balance":{"request":{"path":"/b"},"balance":{"available":"/a"}}}})");
  CHECK(first == fingerprint(R"({ "$comment": "x", "operations": {"balance": {
    "balance": {"available": "/a", "$comment": ["y"]}, "request": {"path": "/b"}}},
    "baseUrl": "https://example.com", "id": "a" })"));
  CHECK(
      first !=
      fingerprint(
          R"({"id":"a","baseUrl":"https://example.com","operations":{"balance":{"request":{"path":"/b"},"balance":{"available":"/b"}}}})"));
  CHECK(
      first !=
      fingerprint(
          R"({"id":"a","baseUrl":"https://example.com","operations":{"balance":{"request":{"path":"/a"},"balance":{"available":"/b"}}}})"));
}
