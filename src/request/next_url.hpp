#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "provider/plan.hpp"

/// Next URLs of a server's, kept without what must not be kept: the key, and the power to choose
/// what is asked for.
namespace creditkit {

/// `url` without the query parameter that carries the key, which some servers repeat. The transport
/// adds it anew.
[[nodiscard]] std::string without_key(const Plan& plan, std::string url);

/// What `next` adds to the query of `own`, the request as the caller's parameters make it:
/// "cursor=abc&limit=50". Nothing where `next` has another path, or drops or changes one of the
/// parameters of `own`: then the rest of it would decide whose rows are read, and that must not
/// come back from a text that anybody may have written.
[[nodiscard]] std::optional<std::string> added_query(std::string_view own, std::string_view next);

/// The reverse: `own` with `added` behind it. Nothing where `added` is not a query, or names a
/// parameter of `own` or the key's.
[[nodiscard]] std::optional<std::string> with_added_query(const Plan& plan, std::string_view own,
                                                          std::string_view added);

/// A hash of an URL that does not look at the order of its query parameters.
[[nodiscard]] std::uint64_t hash_of_url(std::string_view url);

}  // namespace creditkit
