#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "provider/bindings.hpp"
#include "provider/member.hpp"
#include "provider/plan.hpp"

/// Readers of a definition's parts: from a Member to a rule of the plan. Each adds its faults and
/// goes on, so that all are told at once; a rule that has faults is never used.
namespace creditkit {

/// What the parts of one operation must know of the others.
struct OperationContext {
  Bindings* bindings = nullptr;
  const RequestRule* request = nullptr;
  Scope base = Scope::body;  ///< where a plain pointer starts
  bool has_key = false;      ///< rows are members of an object
  bool has_parent = false;   ///< rows are lists in the elements of a list
};

// scalars and pointers (read_source.cpp)
inline constexpr std::size_t most_pointer_tokens = 32;  // as deep as a definition can nest
std::optional<Scalar> read_scalar(const Member& member);
std::vector<Scalar> read_scalars(const Member& member);
std::optional<Pointer> read_pointer(const Member& member);
std::optional<Pointer> read_inner_pointer(const Member& member);  ///< not the root
std::vector<Pointer> read_pointers(const Member& member);  ///< one, or a list of alternatives
Sources read_sources(const Member& path, const OperationContext& context);
/// The members "at" and "of" of an object.
Sources read_at(const Member& object, const OperationContext& context);

// read_parameters.cpp
std::vector<ParameterRule> read_client_parameters(const Member& params);
void read_request_parameters(const Member& params, RequestRule& request, const Bindings& bindings);

// read_request.cpp
RequestRule read_request(const Member& request, Bindings& bindings);
std::vector<NamedText> read_headers(const Member& headers, Bindings& bindings);

// read_target.cpp
Target read_target(const Member& target, const RequestRule& request);
/// Faults a target whose body the request does not have.
void check_place(const Member& member, Target::Place place, const RequestRule& request);

// read_paging.cpp
PagingRule read_paging(const Member& paging, const RequestRule& request);

// read_outcome.cpp
/// {"header": N}: the name in lower case.
std::string read_header_name(const Member& holder);
std::vector<Condition> read_success(const Member& success);
ErrorRule read_error(const Member& error);

// read_values.cpp
TextRule read_text_rule(const Member& text, const OperationContext& context);
KindRule read_kind(const Member& kind, const OperationContext& context);
AmountRule read_amount(const Member& amount, const OperationContext& context);
/// Faults "iso4217" where the unit can only be something else.
void check_minor_unit(const Member& amount, const AmountRule& rule, const TextRule& unit);

// read_time.cpp
TimeRule read_time(const Member& time, const OperationContext& context);

// read_records.cpp
RowsRule read_rows(const Member& rows);
EntryRule read_entry(const Member& entry, const OperationContext& context);
BalanceRule read_balance(const Member& balance, const OperationContext& context);
EntitlementRule read_entitlement(const Member& entitlement, const OperationContext& context);

// claims.cpp
/// Faults two things that go to one place of an operation's request.
void check_claims(const Member& provider, const Member& operation, const Operation& rule,
                  const AuthRule& auth);

}  // namespace creditkit
