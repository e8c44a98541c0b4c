#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "json/pointer.hpp"
#include "model/error.hpp"
#include "model/kind.hpp"
#include "value/zone.hpp"

/// A provider's definition after it was checked: what the core runs. Nothing here names a vendor.
namespace creditkit {

/// A JSON scalar of a definition, to compare a response with. `text` is the unescaped string, or
/// the number's text.
struct Scalar {
  enum class Type : std::uint8_t { null, boolean, number, string };
  Type type = Type::null;
  std::string text;
  bool truth = false;
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
using Sources = std::vector<Source>;

/// A text cell: from the response, or a constant, or the caller's own parameter.
struct TextRule {
  Sources from;
  std::optional<std::string> constant;  ///< used where `from` yields nothing
  std::optional<std::string>
      parameter;            ///< the query parameter whose value it is, used after `from`
  bool upper_case = false;  ///< ASCII letters raised ("usd" → "USD")
};

// ---------------------------------------------------------------------------------------- entries

/// How an amount gets its sign. A positive amount adds to the balance.
struct SignRule {
  enum class Form : std::uint8_t { as_is, negate, by_member };
  Form form = Form::as_is;
  Source member;  ///< by_member: the flag or kind that says the direction; |amount| is signed by it
  std::vector<Scalar> positive;  ///< by_member: values that add
  std::vector<Scalar>
      negative;  ///< by_member: values that take; a value in neither list is an error
};

struct UnitDigits {
  std::string unit;
  std::uint8_t digits = 0;
};

/// How many decimals an integer of minor units has.
struct MinorRule {
  enum class Form : std::uint8_t { none, fixed, iso4217 };
  Form form = Form::none;
  std::uint8_t digits = 0;             ///< fixed
  std::vector<UnitDigits> exceptions;  ///< iso4217: currencies that the vendor counts otherwise
};

struct AmountRule {
  enum class Form : std::uint8_t {
    member,  ///< one member: terms[0]
    in_out,  ///< terms[0] − terms[1]; an absent side is 0, both absent is an error
    sum,     ///< terms[0] + terms[1] + …; every term must be there
  };
  Form form = Form::member;
  std::vector<Sources> terms;
  SignRule sign;
  MinorRule minor;
  bool optional =
      false;  ///< absent or null is allowed (balanceAfter, limits); never for an entry's amount
};

struct KindRule {
  enum class Form : std::uint8_t { constant, mapped, by_sign };
  Form form = Form::constant;
  Kind constant = Kind::other;
  Sources from;  ///< mapped: the vendor's word, also what vendorKind shows
  std::map<std::string, Kind, std::less<>> map;  ///< mapped: a word that is not here is Kind::other
  Kind positive = Kind::grant;                   ///< by_sign, zero included
  Kind negative = Kind::usage;
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
  std::string label;
  Zone zone;
};

struct TimeRule {
  Sources from;
  std::vector<TimeFormat> formats;  ///< tried in order
  std::optional<Zone> zone;
  std::vector<ZoneLabel> labels;
};

struct EntryRule {
  Sources id;        ///< empty: the entry's id is synthetic
  Sources identity;  ///< what tells rows without an id apart; empty: all that the entry reads
  TextRule account;
  KindRule kind;
  AmountRule amount;
  TextRule unit;
  std::optional<AmountRule> balance_after;
  std::optional<TimeRule> time;
  Sources description;
  Sources reference;
};

struct RowsRule {
  enum class Shape : std::uint8_t { array, map };
  Pointer at;
  Shape shape = Shape::array;
  std::optional<Pointer>
      each;  ///< the rows are lists inside each element at `at`; this is where in the element
  bool optional = false;  ///< absent or null rows are an empty page, not an error
};

// ---------------------------------------------------------------------------------------- balance,
// entitlements

struct BalancePartRule {
  std::string name;
  AmountRule amount;
  TextRule unit;
};

/// All sources here are of Scope::body.
struct BalanceRule {
  AmountRule available;
  TextRule unit;
  TextRule account;
  std::vector<BalancePartRule> parts;
  std::optional<TimeRule> time;
};

struct EntitlementRule {
  Sources id;
  Sources name;
  TextRule unit;
  AmountRule balance;
  std::optional<AmountRule> overage;
  Sources overage_enabled;
  std::optional<AmountRule> overage_limit;
  std::optional<AmountRule> headroom;
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
  std::vector<Scalar> values;
};

struct ErrorRule {
  std::vector<Pointer> message;  ///< the first present string
  std::vector<Pointer> code;     ///< the first present scalar
  std::vector<Pointer> correlation_id;
  std::string correlation_header;  ///< lower case, or empty
  std::map<std::string, Refusal, std::less<>> codes;
};

// ---------------------------------------------------------------------------------------- requests

/// Where in a request a value goes.
struct Target {
  enum class Place : std::uint8_t { path, query, body, form, variables, header };
  Place place = Place::query;
  std::string name;  ///< query, form, path and header: the name
  Pointer at;        ///< body and variables: where in the JSON
};

struct ParameterRule {
  enum class Type : std::uint8_t { string, integer, number, boolean };
  std::string name;  ///< the vendor's own name, which the caller uses
  Target to;
  Type type = Type::string;
  bool required = false;
  std::vector<Scalar> allowed;         ///< `enum`; empty: any
  std::optional<std::string> minimum;  ///< decimal text, inclusive
  std::optional<std::string> maximum;
  std::optional<Scalar> fallback;  ///< `default`
};

struct NamedText {
  std::string name;
  std::string text;
};

struct RequestRule {
  enum class Method : std::uint8_t { get, post };
  Method method = Method::get;
  std::string path;                ///< a template: "/users/{user_id}/credits"
  std::vector<NamedText> query;    ///< constants
  std::vector<NamedText> headers;  ///< constants, after the provider's own
  std::vector<NamedText> form;     ///< constants; not empty or `has_form`: the body is a form
  bool has_form = false;
  std::string json;     ///< the JSON body's template as compact text, or empty: no JSON body
  std::string graphql;  ///< the GraphQL document, or empty
  std::string graphql_variables;  ///< compact JSON object
  std::vector<ParameterRule> parameters;
};

// ---------------------------------------------------------------------------------------- paging

struct PageSizeRule {
  std::optional<Target> to;    ///< absent: the server's own page size
  std::uint32_t fallback = 0;  ///< asked for unless the caller says otherwise; 0: nothing is sent
  std::uint32_t minimum = 1;
  std::uint32_t maximum = 0;  ///< 0: not documented
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

struct PagingRule {
  enum class Kind : std::uint8_t { none, token, last_row, page, offset, url };
  Kind kind = Kind::none;
  /// token, url: where the cursor is in the response: a body pointer, a header, or rel="next" of a
  /// Link header.
  enum class CursorFrom : std::uint8_t { body, header, link };
  CursorFrom cursor_from = CursorFrom::body;
  Pointer cursor_at;          ///< token, url (body); last_row: in the row
  std::string cursor_header;  ///< lower case
  Target to;                  ///< token, last_row: cursor; page: page number; offset: offset
  std::uint64_t first = 0;    ///< page: number of the first page
  PageSizeRule size;
  std::optional<Pointer> more;
  std::optional<Pointer> total;
  std::optional<Pointer> total_pages;
  std::vector<EndRule> end;
  bool constant_cursor = false;  ///< the vendor sends one handle for a whole walk: only pages are
                                 ///< compared, not cursors
};

// ---------------------------------------------------------------------------------------- the
// whole

enum class OperationKind : std::uint8_t { history, balance, entitlements };

struct Operation {
  OperationKind kind = OperationKind::history;
  RequestRule request;
  std::vector<Condition> success;
  ErrorRule error;
  PagingRule paging;
  RowsRule rows;
  std::optional<EntryRule> entry;              ///< history
  std::optional<BalanceRule> balance;          ///< balance; history pages may carry one too
  std::optional<EntitlementRule> entitlement;  ///< entitlements
};

/// How the key reaches the vendor. The core never sees a key: JavaScript puts it in.
struct AuthRule {
  enum class Place : std::uint8_t { none, header, query, basic };
  Place place = Place::none;
  std::string name;    ///< the header's or query parameter's name
  std::string format;  ///< "Bearer {key}"; basic: "{key}:" as user name and password
};

/// A provider, checked and bound to a base URL and to the client's own parameters.
struct Plan {
  std::string id;
  std::string name;
  std::string base_url;  ///< absolute, no trailing slash, no query
  AuthRule auth;
  std::vector<NamedText> headers;
  std::optional<Operation> history;
  std::optional<Operation> balance;
  std::optional<Operation> entitlements;
  std::uint64_t fingerprint =
      0;  ///< of the definition's canonical text: binds a resume token to it
};

}  // namespace creditkit
