#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "json/arena.hpp"
#include "json/pointer.hpp"
#include "json/token.hpp"
#include "model/error.hpp"
#include "model/kind.hpp"
#include "value/ascii.hpp"
#include "value/currency.hpp"
#include "value/zone.hpp"

/// A provider's definition after it was checked: what the core runs. Nothing here names a vendor.
///
/// All of it lies in the plan's memory and never changes: texts are views, lists are spans, and
/// what may be missing is a pointer. An empty text stands for a missing one: no text that is used
/// is empty.
namespace creditkit {

struct Node;

/// A JSON scalar, of a definition or to compare with one. `text` is the unescaped string, or the
/// number, true, false or null as written.
struct Scalar {
  TokenType type = TokenType::null;
  std::string_view text;
};

// ---------------------------------------------------------------------------------------- where a
// value is

/// From where a path is followed.
enum class Scope : std::uint8_t {
  row,     ///< the row
  parent,  ///< the element that holds the list of rows (`rows.each`)
  body,    ///< the response's root
  key,     ///< the row's key in a map of rows; `at` is unused
};

struct Source {
  Scope scope = Scope::row;
  Pointer at;
};

/// Alternatives: the first that is present and not null is taken.
using Sources = std::span<const Source>;

/// A text cell: from the response, or a constant, or the caller's own parameter.
struct TextRule {
  Sources from;
  std::string_view constant;   ///< used where `from` yields nothing
  std::string_view parameter;  ///< the query parameter whose value it is, used after `from`
  bool upper_case = false;     ///< ASCII letters raised ("usd" → "USD")
};

// ---------------------------------------------------------------------------------------- entries

/// How an amount gets its sign. A positive amount adds to the balance.
struct SignRule {
  enum class Form : std::uint8_t { as_is, negate, by_member };
  Form form = Form::as_is;
  Source member;  ///< by_member: the flag or kind that says the direction; |amount| is signed by it
  std::span<const Scalar> positive;  ///< by_member: values that add
  std::span<const Scalar>
      negative;  ///< by_member: values that take; a value in neither list is an error
};

struct UnitDigits {
  std::string_view unit;
  std::uint8_t digits = 0;
};

/// How many decimals an integer of minor units has.
struct MinorRule {
  enum class Form : std::uint8_t { none, fixed, iso4217 };
  Form form = Form::none;
  std::uint8_t digits = 0;                 ///< fixed
  std::span<const UnitDigits> exceptions;  ///< iso4217: currencies that the vendor counts otherwise

  /// iso4217: of a currency at this vendor; nothing where the unit is none.
  [[nodiscard]] std::optional<int> digits_of(std::string_view unit) const {
    for (const UnitDigits& exception : exceptions) {
      if (equal_ignoring_case(exception.unit, unit)) {
        return exception.digits;
      }
    }
    return minor_digits(unit);
  }
};

struct AmountRule {
  enum class Form : std::uint8_t {
    member,  ///< one member: terms[0]
    in_out,  ///< terms[0] − terms[1]; an absent side is 0, both absent is an error
    sum,     ///< terms[0] + terms[1] + …; every term must be there
  };
  Form form = Form::member;
  std::span<const Sources> terms;
  SignRule sign;
  MinorRule minor;
  bool optional =
      false;  ///< absent or null is allowed (balanceAfter, limits); never for an entry's amount
};

struct KindWord {
  std::string_view word;
  Kind kind = Kind::other;
};

struct KindRule {
  enum class Form : std::uint8_t { constant, mapped, by_sign };
  Form form = Form::constant;
  Kind constant = Kind::other;
  Sources from;                   ///< mapped: the vendor's word, also what vendorKind shows
  std::span<const KindWord> map;  ///< mapped: a word that is not here is Kind::other
  Kind positive = Kind::grant;    ///< by_sign, zero included
  Kind negative = Kind::usage;

  [[nodiscard]] Kind kind_of(std::string_view word) const {
    for (const KindWord& known : map) {
      if (known.word == word) {
        return known.kind;
      }
    }
    return Kind::other;
  }
};

enum class TimeFormat : std::uint8_t {
  unix_seconds,       ///< "unix s": integer or fraction, number or string of digits
  unix_milliseconds,  ///< "unix ms"
  rfc3339,            ///< "rfc3339"
  date,               ///< "date": YYYY-MM-DD, UTC midnight, precision day
  local,              ///< "local": YYYY-MM-DD HH:MM:SS in `zone`
  labelled_local,     ///< "label local": the same behind a label that `labels` maps to a zone
};

struct ZoneLabel {
  std::string_view label;
  Zone zone;
};

struct TimeRule {
  Sources from;
  std::span<const TimeFormat> formats;  ///< tried in order
  const Zone* zone = nullptr;
  std::span<const ZoneLabel> labels;
};

struct EntryRule {
  Sources id;        ///< empty: the entry's id is synthetic
  Sources identity;  ///< what tells rows without an id apart; empty: all that the entry reads
  TextRule account;
  KindRule kind;
  AmountRule amount;
  TextRule unit;
  const AmountRule* balance_after = nullptr;
  const TimeRule* time = nullptr;
  Sources description;
  Sources reference;
};

struct RowsRule {
  enum class Shape : std::uint8_t { array, map };
  Pointer at;
  Shape shape = Shape::array;
  const Pointer* each =
      nullptr;  ///< the rows are lists inside each element at `at`; this is where in the element
  bool optional = false;  ///< absent or null rows are an empty page, not an error
};

// ---------------------------------------------------------------------------------------- balance,
// entitlements

struct BalancePartRule {
  std::string_view name;
  AmountRule amount;
  TextRule unit;
};

/// All sources here are of Scope::body.
struct BalanceRule {
  AmountRule available;
  TextRule unit;
  TextRule account;
  std::span<const BalancePartRule> parts;
  const TimeRule* time = nullptr;
};

struct EntitlementRule {
  Sources id;
  Sources name;
  TextRule unit;
  AmountRule balance;
  const AmountRule* overage = nullptr;
  Sources overage_enabled;
  const AmountRule* overage_limit = nullptr;
  const AmountRule* headroom = nullptr;
  Sources limit_reached;
};

// ---------------------------------------------------------------------------------------- success
// and errors

struct Condition {
  enum class Test : std::uint8_t {
    equals,   ///< the member is there and equal to one of `values`
    absent,   ///< missing or null
    empty,    ///< missing, null, "", [] or {}
    present,  ///< there and not null
  };
  Pointer at;
  Test test = Test::present;
  std::span<const Scalar> values;
};

struct CodeMeaning {
  std::string_view code;
  Refusal refusal = Refusal::other;
};

struct ErrorRule {
  std::span<const Pointer> message;  ///< the first present string
  std::span<const Pointer> code;     ///< the first present scalar
  std::span<const Pointer> correlation_id;
  std::string_view correlation_header;  ///< or empty
  std::span<const CodeMeaning> codes;

  /// nullptr where the definition does not explain the code.
  [[nodiscard]] const CodeMeaning* meaning_of(std::string_view sent) const {
    for (const CodeMeaning& meaning : codes) {
      if (meaning.code == sent) {
        return &meaning;
      }
    }
    return nullptr;
  }
};

// ---------------------------------------------------------------------------------------- requests

/// Where in a request a value goes.
struct Target {
  enum class Place : std::uint8_t { path, query, body, form, variables, header };
  Place place = Place::query;
  std::string_view name;  ///< query, form, path and header: the name
  Pointer at;  ///< body and variables: where in the JSON; of use are the tokens, the text may lack
};

struct ParameterRule {
  enum class Type : std::uint8_t { string, integer, number, boolean };
  std::string_view name;  ///< the vendor's own name, which the caller uses
  Target to;
  Type type = Type::string;
  bool required = false;
  std::span<const Scalar> allowed;  ///< `enum`; empty: any
  std::string_view minimum;         ///< decimal text, inclusive
  std::string_view maximum;
  [[nodiscard]] bool has_fallback() const { return fallback.type != TokenType::null; }
  Scalar fallback;  ///< `default`; null: none
};

struct ConstantText {
  std::string_view name;
  std::string_view text;
};

struct RequestRule {
  enum class Method : std::uint8_t { get, post };
  Method method = Method::get;
  std::string_view path;                  ///< a template: "/users/{user_id}/credits"
  std::span<const ConstantText> query;    ///< constants
  std::span<const ConstantText> headers;  ///< constants, after the provider's own
  /// Where what makes the body goes: form, body or variables; query: there is no body.
  Target::Place body = Target::Place::query;
  std::span<const ConstantText> form;  ///< constants
  const Node* json = nullptr;  ///< the template of a JSON body or of the variables; absent: {}
  std::string_view graphql;    ///< the GraphQL document
  std::span<const ParameterRule> parameters;
};

// ---------------------------------------------------------------------------------------- paging

struct PageSizeRule {
  /// Far above any vendor's page; the core reads a page as a whole, so it must have some bound.
  static constexpr std::uint32_t most_rows = 1'000'000;

  const Target* to = nullptr;  ///< absent: the server's own page size
  std::uint32_t fallback = 0;  ///< asked for unless the caller says otherwise; 0: nothing is sent
  std::uint32_t minimum = 1;
  std::uint32_t maximum = most_rows;

  [[nodiscard]] bool allows(std::uint32_t rows) const { return rows >= minimum && rows <= maximum; }
};

/// What ends a walk. Any one that holds ends it.
enum class EndRule : std::uint8_t {
  cursor_absent,  ///< the member is missing
  cursor_null,
  cursor_empty,       ///< "" or {} or []
  flag_false,         ///< `more` is false
  total_reached,      ///< rows so far ≥ `total`, confirmed by a short or empty page
  last_page_reached,  ///< the page's number is `total_pages`
  short_page,         ///< fewer rows than were asked for, confirmed where the server may clamp
  empty_page,
};

class EndRules {
 public:
  constexpr EndRules() = default;
  constexpr EndRules(std::initializer_list<EndRule> rules) {
    for (const EndRule rule : rules) {
      add(rule);
    }
  }

  constexpr void add(EndRule rule) { bits_ |= 1U << static_cast<unsigned>(rule); }
  [[nodiscard]] constexpr bool has(EndRule rule) const {
    return (bits_ >> static_cast<unsigned>(rule) & 1U) != 0;
  }
  bool operator==(const EndRules&) const = default;

 private:
  unsigned bits_ = 0;
};

struct PagingRule {
  enum class Kind : std::uint8_t { none, token, last_row, page, offset, url };
  Kind kind = Kind::none;
  /// token, url: where the cursor is in the response: a body pointer, a header, or rel="next" of a
  /// Link header.
  enum class CursorFrom : std::uint8_t { body, header, link };
  CursorFrom cursor_from = CursorFrom::body;
  Pointer cursor_at;  ///< token, url (body); last_row: in the row
  std::string_view cursor_header;
  Target to;                ///< token, last_row: cursor; page: page number; offset: offset
  std::uint64_t first = 0;  ///< page: number of the first page
  PageSizeRule size;
  const Pointer* more = nullptr;
  const Pointer* total = nullptr;
  const Pointer* total_pages = nullptr;
  EndRules end;
  bool constant_cursor = false;  ///< the vendor sends one handle for a whole walk: only pages are
                                 ///< compared, not cursors
};

// ---------------------------------------------------------------------------------------- the
// whole

enum class OperationKind : std::uint8_t { history, balance, entitlements };

struct Operation {
  OperationKind kind = OperationKind::history;
  RequestRule request;
  std::span<const Condition> success;
  ErrorRule error;
  PagingRule paging;
  RowsRule rows;
  const EntryRule* entry = nullptr;              ///< history
  const BalanceRule* balance = nullptr;          ///< balance; history pages may carry one too
  const EntitlementRule* entitlement = nullptr;  ///< entitlements
};

inline constexpr Operation blank_operation{};

/// How the key reaches the vendor. The core never sees a key: JavaScript puts it in.
struct AuthRule {
  enum class Place : std::uint8_t { none, header, query, basic };
  Place place = Place::none;
  std::string_view name;    ///< the header's or query parameter's name
  std::string_view format;  ///< "Bearer {key}"; basic: "{key}:" as user name and password
};

/// A provider, checked and bound to a base URL and to the client's own parameters.
struct Plan {
  Arena memory;  ///< where all that follows lies
  std::string_view id;
  std::string_view name;
  std::string_view base_url;  ///< absolute, no trailing slash, no query
  AuthRule auth;
  std::span<const ConstantText> headers;
  Operation usual = blank_operation;             ///< what operations that say nothing else have
  std::array<const Operation*, 3> operations{};  ///< by OperationKind; nullptr: there is none
  std::uint64_t fingerprint =
      0;  ///< of the definition and its client parameters: binds a resume token to them

  [[nodiscard]] const Operation* history() const { return operations[0]; }
  [[nodiscard]] const Operation* balance() const { return operations[1]; }
  [[nodiscard]] const Operation* entitlements() const { return operations[2]; }
};

}  // namespace creditkit
