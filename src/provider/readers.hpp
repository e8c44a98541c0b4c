#pragma once

#include <span>
#include <string_view>

#include "provider/bindings.hpp"
#include "provider/member.hpp"
#include "provider/plan.hpp"

/// Readers of a definition's parts: from a Member into a rule of the plan. Each adds its faults and
/// goes on, so that all are told at once; a rule that has faults is never used. They write in place
/// and return little: results by value would double their code.
namespace creditkit {

/// What the parts of one operation must know of the others.
struct OperationContext {
  Bindings* bindings = nullptr;
  const RequestRule* request = nullptr;
  Scope base = Scope::body;  ///< where a plain pointer starts
  bool has_key = false;      ///< rows are members of an object
  bool has_parent = false;   ///< rows are lists in the elements of a list
};

inline constexpr std::string_view parameter_name_form =
    "a parameter's name: ASCII without spaces, quotes and braces";
inline constexpr std::string_view header_name_form =
    "the name of a header that a definition may set";

// read_source.cpp: scalars, pointers and paths
inline constexpr std::size_t most_pointer_tokens = 32;  // as deep as a definition can nest
bool read_scalar(const Member& member, Scalar& scalar);
void read_scalars(const Member& list, std::span<const Scalar>& rule);
bool read_pointer(const Member& member, Pointer& pointer);
bool read_inner_pointer(const Member& member, Pointer& pointer);  ///< not the root
/// One, or a list of alternatives.
void read_pointers(const Member& member, std::span<const Pointer>& rule);
void read_optional_pointer(const Member& member, const Pointer*& rule);
void read_sources(const Member& path, const OperationContext& context, Sources& sources);
/// The members "at" and "of" of an object.
void read_at(const Member& object, const OperationContext& context, Sources& sources);

// read_parameters.cpp
void read_client_parameter(const Member& spec, ParameterRule& rule);
/// Tells whether there are parameters, and not too many.
bool has_parameters(const Member& params);
void read_request_parameters(const Member& params, const Bindings& bindings, RequestRule& request);

// read_request.cpp
void read_request(const Member& request, Bindings& bindings, RequestRule& rule);
void read_headers(const Member& headers, Bindings& bindings, std::span<const ConstantText>& rule);

// read_target.cpp
void read_target(const Member& target, const RequestRule& request, Target& rule);
/// Faults a target whose body the request does not have.
void check_place(const Member& member, Target::Place place, const RequestRule& request);

// read_paging.cpp
void read_paging(const Member& paging, const RequestRule& request, PagingRule& rule);

// read_outcome.cpp
/// {"header": N}: the name in lower case.
void read_header_name(const Member& holder, std::string_view& name);
void read_success(const Member& success, std::span<const Condition>& rule);
void read_error(const Member& error, ErrorRule& rule);

// read_values.cpp
void read_text_rule(const Member& text, const OperationContext& context, TextRule& rule);
void read_kind(const Member& kind, const OperationContext& context, KindRule& rule);
/// `unit`: what the amount is counted in.
void read_amount(const Member& amount, const TextRule& unit, const OperationContext& context,
                 AmountRule& rule);

// read_time.cpp
void read_time(const Member& time, const OperationContext& context, TimeRule& rule);

// read_records.cpp
void read_rows(const Member& rows, RowsRule& rule);
void read_entry(const Member& entry, const OperationContext& context, EntryRule& rule);
void read_balance(const Member& balance, const OperationContext& context, BalanceRule& rule);
void read_entitlement(const Member& entitlement, const OperationContext& context,
                      EntitlementRule& rule);

// claims.cpp
/// Faults two things that go to one place of an operation's request.
void check_claims(const Member& provider, const Member& operation, const Operation& rule,
                  const AuthRule& auth);

}  // namespace creditkit
