#pragma once

#include <span>

#include "json/writer.hpp"
#include "model/page.hpp"
#include "provider/definition.hpp"
#include "request/http_request.hpp"
#include "walk/report.hpp"

/// What crosses to JavaScript as JSON: js/src/wasm/contract.ts has the types.
namespace creditkit {

void write_faults(JsonWriter& json, std::span<const DefinitionFault> faults);
/// With the faults of the definition that it is about.
void write_error(JsonWriter& json, const Error& error,
                 std::span<const DefinitionFault> faults = {});
void write_request(JsonWriter& json, const HttpRequest& request);
void write_report(JsonWriter& json, const Report& report);
void write_provider(JsonWriter& json, const Plan& plan);

}  // namespace creditkit
