#pragma once

#include <string>
#include <string_view>

#include "model/error.hpp"
#include "request/query.hpp"

namespace creditkit {

/// Appends a path template such as "/users/{user_id}/credits", filled. A value stays inside its
/// segment: everything that could end it is encoded, and a value that is empty, or that a server
/// might take for a step up ("..", "%2E.", "a/../b"), is refused.
[[nodiscard]] Failure append_path(std::string& out, std::string_view path_template,
                                  const BoundQuery& query);

/// How many dots a segment consists of, "%2E" counted as one as every fetch does; 0 where it holds
/// anything else.
[[nodiscard]] unsigned dots_of(std::string_view segment);

}  // namespace creditkit
