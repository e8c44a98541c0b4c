#pragma once

#include <span>
#include <string_view>

#include "provider/bindings.hpp"
#include "provider/member.hpp"
#include "provider/plan.hpp"

/// Readers of a definition's parts: from a Member into a rule of the plan. Each adds its faults and
/// goes on, so that all are told at once; a rule that has faults is never used. They write in place
/// and return little, and objects are read by tables: the code of this layer is a third of what it
/// would be otherwise, and in a page every byte of it is loaded.
namespace creditkit {

/// What the readers of one definition share.
struct Reading {
  Faults* faults = nullptr;
  Bindings* bindings = nullptr;
  const RequestRule* request = nullptr;  ///< of the operation at hand
  Scope base = Scope::body;              ///< where a plain pointer starts
  bool has_key = false;                  ///< rows are members of an object
  bool has_parent = false;               ///< rows are lists in the elements of a list
  const TextRule* unit = nullptr;        ///< what the amounts at hand are counted in
};

inline constexpr std::string_view parameter_name_form =
    "a parameter's name: ASCII without spaces, quotes and braces";
template <typename T>
T& as(void* into) {
  return *static_cast<T*>(into);
}

inline constexpr std::string_view header_name_form =
    "the name of a header that a definition may set";

// Readers for tables: `into` is what the comment says.

// read_source.cpp: scalars, pointers and paths
void read_flag(const Member& member, void* into, const Field& field);         // bool
void read_word(const Member& member, void* into, const Field& field);         // an enumeration
void read_text(const Member& member, void* into, const Field& field);         // std::string_view
void read_pointer(const Member& member, void* into, const Field& field);      // Pointer
void read_pointers(const Member& member, void* into, const Field& field);     // one or a list
void read_pointer_ref(const Member& member, void* into, const Field& field);  // const Pointer*
void read_sources(const Member& member, void* into, const Field& field);      // Sources
bool read_pointer(const Member& member, Pointer& pointer);
bool read_inner_pointer(const Member& member, Pointer& pointer);  ///< not the root
bool read_scalar(const Member& member, Scalar& scalar);
void read_scalars(const Member& list, std::span<const Scalar>& rule);
void read_sources(const Member& path, Sources& sources);
/// The members "at" and "of" of an object.
void read_at(const Member& object, Sources& sources);
/// Those of one value that may stand alone or in a list: how many, and the first.
std::size_t count_of(const Member& member);
Member first_of(const Member& member);

// read_parameters.cpp
/// Tells whether there are parameters, and not too many.
bool has_parameters(const Member& params);
void read_client_parameter(const Member& spec, ParameterRule& rule);
void read_request_parameters(const Member& params, RequestRule& request);

// read_request.cpp
void read_request(const Member& member, void* into, const Field& field);  // RequestRule
void read_headers(const Member& member, void* into, const Field& field);  // list of ConstantText

// read_target.cpp
void read_target(const Member& member, void* into, const Field& field);  // Target
/// Faults a target whose body the request does not have.
void check_place(const Member& member, Target::Place place);

// read_paging.cpp
void read_paging(const Member& member, void* into, const Field& field);  // PagingRule

// read_outcome.cpp
/// {"header": N}: the name in lower case.
void read_header_name(const Member& holder, std::string_view& name);
void read_success(const Member& member, void* into, const Field& field);  // list of Condition
void read_error(const Member& member, void* into, const Field& field);    // ErrorRule

// read_values.cpp
void read_text_rule(const Member& member, void* into, const Field& field);   // TextRule
void read_unit(const Member& member, void* into, const Field& field);        // TextRule
void read_kind(const Member& member, void* into, const Field& field);        // KindRule
void read_amount(const Member& member, void* into, const Field& field);      // AmountRule
void read_amount_ref(const Member& member, void* into, const Field& field);  // const AmountRule*

// read_time.cpp
void read_time(const Member& member, void* into, const Field& field);  // const TimeRule*

// read_records.cpp
void read_rows(const Member& member, void* into, const Field& field);     // RowsRule
void read_entry(const Member& member, void* into, const Field& field);    // const EntryRule*
void read_balance(const Member& member, void* into, const Field& field);  // const BalanceRule*
void read_entitlement(const Member& member, void* into,
                      const Field& field);  // const EntitlementRule*

// claims.cpp
/// Faults two things that go to one place of an operation's request.
void check_claims(const Member& provider, const Member& operation, const Operation& rule,
                  const AuthRule& auth);

}  // namespace creditkit
