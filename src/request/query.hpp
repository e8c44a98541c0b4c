#pragma once

#include <cstdint>
#include <string_view>

#include "json/arena.hpp"
#include "model/error.hpp"
#include "provider/plan.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// One parameter with its value: the caller's, or the definition's default.
struct QueryValue {
  const ParameterRule* rule = nullptr;
  std::string_view text;  ///< a string's own text; otherwise JSON text
};

/// The caller's query after it was checked against the operation.
struct BoundQuery {
  Arena memory;                   ///< where the texts lie
  PodArray<QueryValue> values;    ///< as the definition orders them, where there is a value
  std::uint64_t fingerprint = 0;  ///< of names and values: binds a resume token to them
};

/// Checks `query_json`, the text of one JSON object of the vendor's own parameter names, or empty
/// for no query. The error is ErrorCode::parameter and names the parameter. `operation` outlives
/// the result.
[[nodiscard]] Failure bind_query(const Operation& operation, std::string_view query_json,
                                 BoundQuery& query);

}  // namespace creditkit
