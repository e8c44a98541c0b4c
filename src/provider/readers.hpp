#pragma once

#include <span>
#include <string_view>

#include "provider/bindings.hpp"
#include "provider/member.hpp"
#include "provider/plan.hpp"

/// Readers of a definition's parts: from a Member into a rule of the plan. Each adds its faults and
/// goes on, so that all are told at once; a rule that has faults is never used. They write in place
/// and return little, and objects are read by tables: in a page every byte of code is loaded.
namespace creditkit {

struct Claim;

/// What the readers of one definition share.
struct Reading {
  Faults* faults = nullptr;
  Bindings* bindings = nullptr;
  const RequestRule* request = &blank<RequestRule>;  ///< of the operation at hand
  const Node* request_node = nullptr;                ///< the same as it is written
  const Claim* claims = nullptr;                     ///< the last of its places that was taken
  Scope base = Scope::body;                          ///< where a plain pointer starts
  Scope scope = Scope::body;                         ///< where the pointers at hand start
  bool has_key = false;                              ///< rows are members of an object
  bool has_parent = false;                           ///< rows are lists in the elements of a list
  const TextRule* unit = nullptr;                    ///< what the amounts at hand are counted in
  const TextRule* whole_unit = nullptr;              ///< of the balance whose parts are at hand
  std::size_t pointers = 0;                          ///< into responses, so far
};

template <typename T>
T& as(void* into) {
  return *static_cast<T*>(into);
}

/// Of a field name of RFC 9110 section 5.1.
inline constexpr const char* token_characters = "!!#'*+-.09AZ^z||~~";

extern const TextForm plain_text;
extern const TextForm placeholder_name;  ///< "user_id": it can stand in braces
extern const TextForm parameter_name;
extern const TextForm header_name;  ///< of a header that a definition may set

/// What every runtime accepts behind a header's value.
inline bool ends_without_space(std::string_view text) { return !text.ends_with(' '); }

// Readers for tables: `into` is what the comment says.

// read_source.cpp: scalars, pointers and paths
void read_part(Member member, void* into, const Field& field);           // what its Part says
void read_object(Member member, void* into, const Field& field);         // by its fields
void read_flag(Member member, void* into, const Field& field);           // bool
void read_word(Member member, void* into, const Field& field);           // an enumeration
void read_text(Member member, void* into, const Field& field);           // std::string_view
void check_text(Member member, void* into, const Field& field);          // nothing
void read_pointer(Member member, void* into, const Field& field);        // Pointer
void read_inner_pointer(Member member, void* into, const Field& field);  // Pointer, not the root
void read_pointers(Member member, void* into, const Field& field);       // one or a list
void read_of(Member member, void* into, const Field& field);             // where to start
void read_source(Member member, void* into, const Field& field);         // Source, from there
void read_sources(Member member, void* into, const Field& field);        // Sources
void read_scalars(Member member, void* into, const Field& field);        // list of Scalar
void read_scalar(Member member, void* into, const Field& field);         // Scalar
void read_pointer(Member member, Pointer& pointer);
void read_inner_pointer(Member member, Pointer& pointer);
void read_sources(Member path, Sources& sources);
/// The members "at" and "of" of an object.
void read_at(Member object, Sources& sources);
extern const Part pointer_ref;        ///< const Pointer*
extern const Part inner_pointer_ref;  ///< the same, not the root

// read_parameters.cpp
/// Tells whether there are parameters, and not too many.
bool has_parameters(Member params);
void read_client_parameter(Member spec, ParameterRule& rule);
void read_request_parameters(Member params, RequestRule& request);

// read_request.cpp
void read_request(Member member, void* into, const Field& field);  // RequestRule
void read_headers(Member member, void* into, const Field& field);  // list of ConstantText

// read_target.cpp
void read_target(Member member, void* into, const Field& field);  // Target
/// The name or pointer in the target's place, which is not the path.
void read_in_place(Member member, Target& target);
/// Faults a target whose body the request does not have.
void check_place(Member member, Target::Place place);

// read_paging.cpp
void read_paging(Member member, void* into, const Field& field);  // PagingRule

// read_outcome.cpp
/// {"header": N}
void read_header_name(Member holder, std::string_view& name);
void read_success(Member member, void* into, const Field& field);  // list of Condition
void read_error(Member member, void* into, const Field& field);    // ErrorRule

// read_values.cpp
void read_text_rule(Member member, void* into, const Field& field);  // TextRule
void read_unit(Member member, void* into, const Field& field);       // TextRule
void read_kind(Member member, void* into, const Field& field);       // KindRule
void read_amount(Member member, void* into, const Field& field);     // AmountRule
extern const Part amount_ref;                                        // const AmountRule*

// read_time.cpp
extern const Part time_ref;  // const TimeRule*

// read_records.cpp
void read_rows(Member member, void* into, const Field& field);  // RowsRule
extern const Part entry_ref;                                    // const EntryRule*
extern const Part balance_ref;                                  // const BalanceRule*
extern const Part entitlement_ref;                              // const EntitlementRule*

// claims.cpp
/// Takes the target's place in the request. Two things that go to one place are faulted, and what
/// the body's template has no room for.
void claim(Member by, const Target& target);

}  // namespace creditkit
