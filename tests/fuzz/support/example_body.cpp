#include "example_body.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

namespace fuzz {
namespace {

using namespace creditkit;
using Json = nlohmann::ordered_json;

bool is_index(const std::string& token) {
  return !token.empty() && token.size() < 4 &&
         std::ranges::all_of(token, [](char c) { return c >= '0' && c <= '9'; });
}

/// Puts a value where a pointer leads. Where something else stands in the way, that stays.
void put(Json& root, std::span<const std::string_view> tokens, const Json& value) {
  Json* at = &root;
  for (const std::string_view part : tokens) {
    const std::string token{part};
    if (at->is_array() && is_index(token)) {
      const std::size_t index = std::stoul(token);
      while (at->size() <= index) {
        at->push_back(Json::object());
      }
      at = &(*at)[index];
    } else if (at->is_object() || at->is_null()) {
      at = &(*at)[token];
    } else {
      return;
    }
  }
  if (at->is_null() || at->is_string()) {
    *at = value;
  }
}
void put(Json& root, const Pointer& at, const Json& value) { put(root, at.tokens, value); }

Json json_of(const Scalar& scalar) {
  switch (scalar.type) {
    case TokenType::boolean_false:
      return false;
    case TokenType::boolean_true:
      return true;
    case TokenType::number:
      return Json::parse(scalar.text, nullptr, false);
    case TokenType::string:
      return scalar.text;
    default:
      return nullptr;
  }
}

Json time_in(TimeFormat format, const TimeRule& rule) {
  switch (format) {
    case TimeFormat::unix_seconds:
      return 1'740'830'400;
    case TimeFormat::unix_milliseconds:
      return 1'740'830'400'123;
    case TimeFormat::rfc3339:
      return "2025-03-01T12:00:00.123Z";
    case TimeFormat::date:
      return "2025-03-01";
    case TimeFormat::local:
      return "2025-11-02 01:30:00";
    case TimeFormat::labelled_local:
      return std::string{rule.labels.empty() ? "UTC" : rule.labels.front().label} +
             " 2025-11-02 01:30:00";
  }
  return nullptr;
}

/// Fills what the rules look at: in the row, in the element around it and in the body.
class Filler {
 public:
  Filler(Json& body, Json& row, Json& parent) : body_{body}, row_{row}, parent_{parent} {}

  void fill(const Sources& sources, const Json& value) {
    for (const Source& source : sources) {
      if (source.scope != Scope::key) {
        put(root_of(source.scope), source.at, value);
      }
    }
  }
  void fill(const TextRule& rule, const Json& value) { fill(rule.from, value); }
  void fill(const AmountRule& rule, std::size_t number) {
    const bool minor = rule.minor.form != MinorRule::Form::none;
    const Json value = minor ? Json(1'250 + number) : Json(std::to_string(number) + ".50");
    if (rule.sign.form == SignRule::Form::by_member) {
      const auto& words = rule.sign.negative.empty() ? rule.sign.positive : rule.sign.negative;
      fill(Sources{&rule.sign.member, 1}, words.empty() ? Json("x") : json_of(words.front()));
    }
    for (const Sources& term : rule.terms) {
      fill(term, value);
    }
  }
  void fill(const AmountRule* rule, std::size_t number) {
    if (rule) {
      fill(*rule, number);
    }
  }
  void fill(const TimeRule* rule, std::size_t number) {
    if (rule && !rule->formats.empty()) {
      fill(rule->from, time_in(rule->formats[number % rule->formats.size()], *rule));
    }
  }
  void fill(const KindRule& rule) {
    fill(rule.from, rule.map.empty() ? "word" : rule.map.front().word);
  }

 private:
  Json& root_of(Scope scope) {
    return scope == Scope::row ? row_ : scope == Scope::parent ? parent_ : body_;
  }

  Json& body_;
  Json& row_;
  Json& parent_;
};

void fill_entry(Filler filler, const EntryRule& rule, std::size_t number) {
  filler.fill(rule.unit, "USD");
  filler.fill(rule.amount, number);
  filler.fill(rule.balance_after, number);
  filler.fill(rule.kind);
  filler.fill(rule.time, number);
  filler.fill(rule.id, "id-" + std::to_string(number));
  filler.fill(rule.account, "account");
  filler.fill(rule.description, "text \"é\"");
  filler.fill(rule.reference, "reference");
  filler.fill(rule.identity, number);
}

void fill_entitlement(Filler filler, const EntitlementRule& rule, std::size_t number) {
  filler.fill(rule.unit, "USD");
  filler.fill(rule.balance, number);
  filler.fill(rule.overage, number);
  filler.fill(rule.overage_limit, number);
  filler.fill(rule.headroom, number);
  filler.fill(rule.overage_enabled, true);
  filler.fill(rule.limit_reached, false);
  filler.fill(rule.id, "id-" + std::to_string(number));
  filler.fill(rule.name, "name");
}

void fill_balance(Filler filler, const BalanceRule& rule) {
  filler.fill(rule.unit, "USD");
  filler.fill(rule.available, 7);
  for (const BalancePartRule& part : rule.parts) {
    filler.fill(part.unit, "USD");
    filler.fill(part.amount, 8);
  }
  filler.fill(rule.time, 0);
  filler.fill(rule.account, "account");
}

void fill_signals(Json& body, const Operation& operation) {
  for (const Condition& condition : operation.success) {
    if (condition.test == Condition::Test::equals && !condition.values.empty()) {
      put(body, condition.at, json_of(condition.values.front()));
    } else if (condition.test == Condition::Test::present) {
      put(body, condition.at, Json::object());
    }
  }
  const PagingRule& paging = operation.paging;
  if (paging.more) {
    put(body, *paging.more, false);
  }
  for (const auto* const count : {&paging.total, &paging.total_pages}) {
    if (*count) {
      put(body, **count, 3);
    }
  }
}

Json rows_of(const Operation& operation, Json& body, Json& parent, std::size_t count) {
  const bool map = operation.rows.shape == RowsRule::Shape::map;
  Json rows = map ? Json::object() : Json::array();
  for (std::size_t number = 0; number < count; ++number) {
    Json row;
    const Filler filler{body, row, parent};
    if (operation.entry) {
      fill_entry(filler, *operation.entry, number);
    } else if (operation.entitlement) {
      fill_entitlement(filler, *operation.entitlement, number);
    }
    if (map) {
      rows["key-" + std::to_string(number)] = row;
    } else {
      rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace

std::string example_body(const Operation& operation, std::size_t count) {
  Json body;
  Json parent;
  Json rows = rows_of(operation, body, parent, count);
  if (operation.rows.each) {
    put(parent, *operation.rows.each, rows);
    rows = Json::array({parent, parent});
  }
  if (operation.entry || operation.entitlement) {
    put(body, operation.rows.at, rows);
  }
  if (operation.balance) {
    fill_balance({body, body, body}, *operation.balance);
  }
  fill_signals(body, operation);
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace fuzz
