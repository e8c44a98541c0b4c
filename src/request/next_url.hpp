#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "provider/plan.hpp"

/// Next URLs of a server's, kept without what must not be kept: the key, and the power to choose
/// what is asked for.
namespace creditkit {

/// Takes out of `url` the query parameter that carries the key, which some servers repeat. The
/// transport adds it anew.
void remove_key(const Plan& plan, std::string& url);

/// Cuts `url` to what it adds to the query of `own`, the request as the caller's parameters make
/// it: "cursor=abc&limit=50". False where it has another path, or drops or changes one of the
/// parameters of `own`: then the rest of it would decide whose rows are read, and that must not
/// come back from a text that anybody may have written.
[[nodiscard]] bool cut_to_added_query(std::string_view own, std::string& url);

/// The reverse: `added` becomes `own` with it behind. False where it is not a query, or names a
/// parameter of `own` or the key's.
[[nodiscard]] bool join_added_query(const Plan& plan, std::string_view own, std::string& added);

/// A hash of an URL that looks at the order of those query parameters alone that share a name.
[[nodiscard]] std::uint64_t hash_of_url(std::string_view url);

}  // namespace creditkit
