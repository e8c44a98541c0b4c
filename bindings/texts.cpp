#include "texts.hpp"

#include <array>

namespace creditkit {
namespace {

constexpr std::array<std::string_view, 10> error_codes{
    "parameter", "api",   "format",        "pagination",  "origin",
    "loop",      "drift", "cursorExpired", "resumeToken", "definition"};
constexpr std::array<std::string_view, 7> refusals{
    "other", "authentication", "permission", "notFound", "rateLimit", "cursor", "temporary"};
constexpr std::array<std::string_view, 4> auth_places{"none", "header", "query", "basic"};
constexpr std::array<std::string_view, 3> operation_names{"history", "balance", "entitlements"};

template <std::size_t Size, typename Enum>
std::string_view name_in(const std::array<std::string_view, Size>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

void write_faults(JsonWriter& json, std::span<const DefinitionFault> faults) {
  json.open('[');
  for (const DefinitionFault& fault : faults) {
    json.open('{');
    json.text("pointer", fault.pointer);
    json.text("message", fault.message);
    json.close('}');
  }
  json.close(']');
}

void write_error(JsonWriter& json, const Error& error, std::span<const DefinitionFault> faults) {
  json.open('{');
  json.text("code", name_in(error_codes, error.code));
  json.text("message", error.message);
  if (error.has_pointer) {
    json.text("pointer", error.pointer);
  } else {
    json.null("pointer");
  }
  json.number_or_null("byte", error.byte);
  json.text_or_null("parameter", error.parameter);
  if (error.status == 0) {
    json.null("status");
  } else {
    json.number("status", static_cast<std::uint64_t>(error.status));
  }
  json.text("refusal", name_in(refusals, error.refusal));
  json.text_or_null("vendorCode", error.vendor_code);
  json.text_or_null("vendorMessage", error.vendor_message);
  json.text_or_null("correlationId", error.correlation_id);
  json.name("faults");
  write_faults(json, faults);
  json.close('}');
}

void write_request(JsonWriter& json, const HttpRequest& request) {
  json.open('{');
  json.text("method", request.method);
  json.text("url", request.url);
  json.text("headers", request.header_lines);
  if (request.body) {
    json.text("body", *request.body);
  } else {
    json.null("body");
  }
  json.truth("reads", request.reads);
  json.close('}');
}

void write_report(JsonWriter& json, const Report& report) {
  json.open('{');
  json.truth("complete", report.complete);
  if (report.ended_by) {
    json.text("endedBy", name_of(*report.ended_by));
  } else {
    json.null("endedBy");
  }
  json.number("pages", report.pages);
  json.number("entries", report.entries);
  json.number("duplicates", report.duplicates);
  json.number_or_null("totalClaimed", report.total_claimed);
  json.name("warnings");
  json.open('[');
  for (int i = 0; i < doubt_count; ++i) {
    const auto doubt = static_cast<Doubt>(i);
    if (report.doubts.has(doubt)) {
      json.open('{');
      json.text("code", name_of(doubt));
      json.text("message", message_of(doubt));
      json.close('}');
    }
  }
  json.close(']');
  json.close('}');
}

void write_provider(JsonWriter& json, const Plan& plan) {
  json.open('{');
  json.text("id", plan.id);
  json.text("name", plan.name);
  json.text("baseUrl", plan.base_url);
  json.name("auth");
  json.open('{');
  json.text("place", name_in(auth_places, plan.auth.place));
  json.text("name", plan.auth.name);
  json.text("format", plan.auth.format);
  json.close('}');
  json.name("operations");
  json.open('[');
  for (std::size_t i = 0; i < operation_names.size(); ++i) {
    if (plan.operations[i] != nullptr) {
      json.text(operation_names[i]);
    }
  }
  json.close(']');
  // JavaScript asks for nothing else of a response's headers. A name may stand here twice.
  json.name("responseHeaders");
  json.open('[');
  for (const Operation* const operation : plan.operations) {
    if (operation == nullptr) {
      continue;
    }
    if (!operation->error.correlation_header.empty()) {
      json.text(operation->error.correlation_header);
    }
    if (operation->paging.cursor_from == PagingRule::CursorFrom::header) {
      json.text(operation->paging.cursor_header);
    } else if (operation->paging.cursor_from == PagingRule::CursorFrom::link) {
      json.text("link");
    }
  }
  json.close(']');
  json.close('}');
}

}  // namespace creditkit
