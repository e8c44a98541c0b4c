#pragma once

#include <span>
#include <string_view>

#include "model/error.hpp"
#include "provider/plan.hpp"
#include "request/http_request.hpp"
#include "request/query.hpp"

namespace creditkit {

/// A value that the walk adds to the request: cursor, page number, offset or page size.
struct Placement {
  const Target* to = nullptr;
  std::string_view
      json;  ///< JSON text; goes into a JSON body as it stands, elsewhere as a string's own text
};

/// Makes the request for `query` with `placements`. Keys are not part of it.
/// The error is ErrorCode::parameter where a value cannot stand where it belongs: an empty or dot
/// path segment, a control character in a header.
[[nodiscard]] Failure build_request(const Plan& plan, const Operation& operation,
                                    const BoundQuery& query, std::span<const Placement> placements,
                                    HttpRequest& request);

}  // namespace creditkit
