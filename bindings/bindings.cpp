/// The core's door to JavaScript, and the only file that includes embind. js/src/wasm/ is its only
/// caller.
///
/// Bytes go in once: JavaScript copies a body to bodyBuffer() and names its length. Columns come
/// out once: pageView() is the address of words that say where they lie. Small things (requests,
/// reports, errors, balances) cross as JSON text. Objects are named by handles, so that a stale one
/// is refused instead of followed.

#include <emscripten/bind.h>

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/text.hpp"
#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/rows.hpp"
#include "provider/definition.hpp"
#include "walk/walk.hpp"

namespace creditkit {
namespace {

// -------------------------------------------------------------------------------- JSON text out

/// Writes one JSON object, member by member.
class ObjectText {
 public:
  ObjectText& text(std::string_view name, std::string_view value) {
    append_json_string(key(name), value);
    return *this;
  }
  ObjectText& text_or_null(std::string_view name, const std::optional<std::string>& value) {
    return value ? text(name, *value) : raw(name, "null");
  }
  /// An empty text stands for an absent one.
  ObjectText& text_unless_empty(std::string_view name, std::string_view value) {
    return value.empty() ? raw(name, "null") : text(name, value);
  }
  ObjectText& number(std::string_view name, std::uint64_t value) {
    return raw(name, std::to_string(value));
  }
  ObjectText& number_or_null(std::string_view name, std::optional<std::uint64_t> value) {
    return value ? number(name, *value) : raw(name, "null");
  }
  ObjectText& truth(std::string_view name, bool value) {
    return raw(name, value ? "true" : "false");
  }
  ObjectText& raw(std::string_view name, std::string_view json) {
    key(name) += json;
    return *this;
  }
  std::string close() {
    out_ += out_.empty() ? "{}" : "}";
    return std::move(out_);
  }

 private:
  std::string& key(std::string_view name) {
    out_ += out_.empty() ? '{' : ',';
    append_json_string(out_, name);
    return out_ += ':';
  }
  std::string out_;
};

/// Writes a JSON array of what `write(out, item)` appends.
template <typename Items, typename Write>
std::string array_text(const Items& items, Write write) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) {
      out += ',';
    }
    write(out, item);
  }
  return out += ']';
}

std::string faults_text(const std::vector<DefinitionFault>& faults) {
  return array_text(faults, [](std::string& out, const DefinitionFault& fault) {
    out += ObjectText().text("pointer", fault.pointer).text("message", fault.message).close();
  });
}

constexpr std::array<std::string_view, 8> error_code_names{
    "parameter", "api", "format", "pagination", "loop", "drift", "cursorExpired", "resumeToken"};
constexpr std::array<std::string_view, 7> refusal_names{
    "other", "authentication", "permission", "notFound", "rateLimit", "cursor", "temporary"};

std::string error_text(const Error& error) {
  ObjectText text;
  text.text("code", error_code_names.at(static_cast<std::size_t>(error.code)))
      .text("message", error.message);
  if (error.has_pointer) {
    text.text("pointer", error.pointer);
  } else {
    text.raw("pointer", "null");
  }
  return text.number_or_null("byte", error.byte)
      .text_unless_empty("parameter", error.parameter)
      .raw("status", error.status == 0 ? "null" : std::to_string(error.status))
      .text("refusal", refusal_names.at(static_cast<std::size_t>(error.refusal)))
      .text_unless_empty("vendorCode", error.vendor_code)
      .text_unless_empty("vendorMessage", error.vendor_message)
      .text_unless_empty("correlationId", error.correlation_id)
      .raw("faults", "[]")
      .close();
}

std::string definition_error_text(const std::vector<DefinitionFault>& faults) {
  std::string message = "the definition has " + std::to_string(faults.size()) +
                        (faults.size() == 1 ? " fault" : " faults");
  if (!faults.empty()) {
    message += ": at \"" + faults.front().pointer + "\" " + faults.front().message;
  }
  return ObjectText()
      .text("code", "definition")
      .text("message", message)
      .raw("pointer", "null")
      .raw("byte", "null")
      .raw("parameter", "null")
      .raw("status", "null")
      .text("refusal", "other")
      .raw("vendorCode", "null")
      .raw("vendorMessage", "null")
      .raw("correlationId", "null")
      .raw("faults", faults_text(faults))
      .close();
}

std::string request_text(const HttpRequest& request) {
  return ObjectText()
      .text("method", request.method)
      .text("url", request.url)
      .raw("headers", array_text(request.headers,
                                 [](std::string& out, const NamedText& header) {
                                   out += '[';
                                   append_json_string(out, header.name);
                                   out += ',';
                                   append_json_string(out, header.text);
                                   out += ']';
                                 }))
      .text_or_null("body", request.body)
      .truth("reads", request.reads)
      .close();
}

std::string details_text(const Page& page) {
  return ObjectText()
      .raw("balance", page.balance.empty() ? "null" : page.balance)
      .raw("entitlements", page.entitlements.empty() ? "[]" : page.entitlements)
      .close();
}

std::string report_text(const Report& report) {
  ObjectText text;
  text.truth("complete", report.complete);
  if (report.ended_by) {
    text.text("endedBy", name_of(*report.ended_by));
  } else {
    text.raw("endedBy", "null");
  }
  return text.number("pages", report.pages)
      .number("entries", report.entries)
      .number("duplicates", report.duplicates)
      .number_or_null("totalClaimed", report.total_claimed)
      .raw("warnings", array_text(report.warnings,
                                  [](std::string& out, const Warning& warning) {
                                    out += ObjectText()
                                               .text("code", name_of(warning.code))
                                               .text("message", warning.message)
                                               .close();
                                  }))
      .close();
}

// -------------------------------------------------------------------------------- pairs in

/// Names and values in turn, each ended by a NUL, which none of them can hold.
class PackedPairs {
 public:
  explicit PackedPairs(std::string_view text) : rest_(text) {}

  std::optional<std::pair<std::string_view, std::string_view>> next() {
    if (rest_.empty()) {
      return std::nullopt;
    }
    const std::string_view name = field();
    return std::pair(name, field());
  }

 private:
  std::string_view field() {
    const std::size_t end = rest_.find('\0');
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return text;
  }
  std::string_view rest_;
};

std::vector<Header> unpack_headers(std::string_view text) {
  std::vector<Header> headers;
  PackedPairs pairs(text);
  while (const auto pair = pairs.next()) {
    headers.push_back({pair->first, pair->second});
  }
  return headers;
}

// -------------------------------------------------------------------------------- what lives here

/// Objects by handle. A handle is never given out again, so that one kept too long finds nothing.
template <typename T>
class Handles {
 public:
  std::uint32_t add(std::unique_ptr<T> object) {
    for (Slot& slot : slots_) {
      if (!slot.object) {
        slot = {++last_, std::move(object)};
        return last_;
      }
    }
    slots_.push_back({++last_, std::move(object)});
    return last_;
  }
  T* find(std::uint32_t handle) const {
    for (const Slot& slot : slots_) {
      if (slot.handle == handle && slot.object) {
        return slot.object.get();
      }
    }
    return nullptr;
  }
  void close(std::uint32_t handle) {
    for (Slot& slot : slots_) {
      if (slot.handle == handle) {
        slot.object.reset();
      }
    }
  }

 private:
  struct Slot {
    std::uint32_t handle = 0;
    std::unique_ptr<T> object;
  };
  std::vector<Slot> slots_;
  std::uint32_t last_ = 0;
};

/// A compiled definition and the readers of its operations, made when they are first used.
struct Provider {
  Plan plan;
  std::array<std::unique_ptr<Normalizer>, 3> normalizers;

  [[nodiscard]] const Operation* operation(std::uint32_t index) const {
    const std::array<const Operation*, 3> operations{plan.history, plan.balance, plan.entitlements};
    return index < operations.size() ? operations.at(index) : nullptr;
  }
};

/// Where a page's columns lie, for js/src/wasm/columns.ts.
struct PageView {
  std::uint32_t rows;
  std::uint32_t heap;
  std::uint32_t heap_bytes;
  std::uint32_t heap_is_ascii;
  std::uint32_t at;
  std::uint32_t kind;
  std::uint32_t flags;
  std::uint32_t text;
  std::uint32_t has_details;  ///< a balance or entitlements, by page_details()
  std::uint32_t has_total;
  std::uint32_t total_low;
  std::uint32_t total_high;
};

/// All state of an instance: one user at a time, because WASM has one thread.
struct Instance {
  Handles<Provider> providers;
  Handles<Walk> walks;
  std::string body;  ///< the body at hand, with the NUL that the reader stops at
  std::string error;
  Page page;  ///< of readPage
  const Page* viewed = nullptr;
  PageView view{};
};

Instance& instance() {
  static Instance the;
  return the;
}

std::uint32_t address(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

void show(const Page& page) {
  const EntryColumns& entries = page.entries;
  instance().viewed = &page;
  instance().view = {
      .rows = static_cast<std::uint32_t>(entries.rows),
      .heap = address(entries.heap.data()),
      .heap_bytes = static_cast<std::uint32_t>(entries.heap.size()),
      .heap_is_ascii = entries.heap_is_ascii ? 1U : 0U,
      .at = address(entries.at.data()),
      .kind = address(entries.kind.data()),
      .flags = address(entries.flags.data()),
      .text = address(entries.text.data()),
      .has_details = !page.balance.empty() || !page.entitlements.empty() ? 1U : 0U,
      .has_total = page.signals.total ? 1U : 0U,
      .total_low = static_cast<std::uint32_t>(page.signals.total.value_or(0)),
      .total_high = static_cast<std::uint32_t>(page.signals.total.value_or(0) >> 32U),
  };
}

bool failed(std::string error) {
  instance().error = std::move(error);
  return false;
}

std::string misuse_text(std::string message, std::string parameter) {
  Error error;
  error.code = ErrorCode::parameter;
  error.message = std::move(message);
  error.parameter = std::move(parameter);
  return error_text(error);
}

std::string operation_missing(const Plan& plan) {
  return misuse_text("provider \"" + std::string{plan.id} + "\" has no such operation",
                     "operation");
}

std::string provider_closed() { return misuse_text("the provider was closed", "provider"); }

// -------------------------------------------------------------------------------- the functions

/// A body that fits is written where the last one was: the buffer grows to the largest body and
/// stays, as JavaScript's maxResponseBytes bounds it. After an unusually large one it is given
/// back.
std::uint32_t body_buffer(std::uint32_t size) {
  constexpr std::size_t kept_bytes = std::size_t{4} * 1024 * 1024;
  std::string& body = instance().body;
  if (body.capacity() > kept_bytes && size < kept_bytes) {
    std::string().swap(body);
  }
  body.resize_and_overwrite(size, [](char*, std::size_t length) { return length; });
  return address(body.data());
}

std::uint32_t page_view() { return address(&instance().view); }

std::string page_details() {
  return instance().viewed == nullptr ? "null" : details_text(*instance().viewed);
}

std::string last_error() { return instance().error; }

std::string check(const std::string& definition) {
  return faults_text(check_definition(definition));
}

std::uint32_t compile(const std::string& definition, const std::string& base_url,
                      const std::string& params) {
  Settings settings;
  settings.base_url = base_url;
  PackedPairs pairs(params);
  while (const auto pair = pairs.next()) {
    settings.params.emplace(pair->first, pair->second);
  }
  auto plan = compile_definition(definition, settings);
  if (!plan) {
    const CompileFailure& failure = plan.error();
    failed(failure.parameter ? error_text(*failure.parameter)
                             : definition_error_text(failure.faults));
    return 0;
  }
  return instance().providers.add(
      std::make_unique<Provider>(Provider{.plan = std::move(*plan), .normalizers = {}}));
}

std::string auth_text(const AuthRule& auth) {
  constexpr std::array<std::string_view, 4> places{"none", "header", "query", "basic"};
  return ObjectText()
      .text("place", places.at(static_cast<std::size_t>(auth.place)))
      .text("name", auth.name)
      .text("format", auth.format)
      .close();
}

std::string provider_info(std::uint32_t handle) {
  const Provider* provider = instance().providers.find(handle);
  if (provider == nullptr) {
    return "null";
  }
  const Plan& plan = provider->plan;
  constexpr std::array<std::string_view, 3> names{"history", "balance", "entitlements"};
  std::string operations;
  std::vector<std::string> headers;
  for (std::uint32_t index = 0; index < names.size(); ++index) {
    const Operation* operation = provider->operation(index);
    if (operation == nullptr) {
      continue;
    }
    operations += operations.empty() ? "[" : ",";
    append_json_string(operations, names.at(index));
    if (!operation->error.correlation_header.empty()) {
      headers.emplace_back(operation->error.correlation_header);
    }
    if (operation->paging.cursor_from == PagingRule::CursorFrom::header) {
      headers.emplace_back(operation->paging.cursor_header);
    } else if (operation->paging.cursor_from == PagingRule::CursorFrom::link) {
      headers.emplace_back("link");
    }
  }
  return ObjectText()
      .text("id", plan.id)
      .text("name", plan.name)
      .text("baseUrl", plan.base_url)
      .raw("auth", auth_text(plan.auth))
      .raw("operations", operations + "]")
      .raw("responseHeaders",
           array_text(headers, [](std::string& out,
                                  const std::string& header) { append_json_string(out, header); }))
      .close();
}

void close_provider(std::uint32_t handle) { instance().providers.close(handle); }

std::uint32_t open_walk(std::uint32_t provider_handle, std::uint32_t operation_index,
                        const std::string& query, double limit, std::uint32_t page_size,
                        std::uint32_t max_pages, bool include_raw,
                        const std::string& resume_token) {
  const Provider* provider = instance().providers.find(provider_handle);
  if (provider == nullptr) {
    failed(provider_closed());
    return 0;
  }
  const Operation* operation = provider->operation(operation_index);
  if (operation == nullptr) {
    failed(operation_missing(provider->plan));
    return 0;
  }
  WalkOptions options;
  options.limit = static_cast<std::uint64_t>(limit);
  options.page_size = page_size;
  options.max_pages = max_pages;
  options.include_raw = include_raw;
  options.resume_token = resume_token;
  auto walk = Walk::open(provider->plan, *operation, query, std::move(options));
  if (!walk) {
    failed(error_text(walk.error()));
    return 0;
  }
  return instance().walks.add(std::move(*walk));
}

std::string walk_next(std::uint32_t handle) {
  Walk* walk = instance().walks.find(handle);
  if (walk == nullptr) {
    return "";
  }
  switch (walk->next()) {
    case Walk::Step::request:
      return request_text(walk->request());
    case Walk::Step::done:
      return "";
    case Walk::Step::failed:
      failed(error_text(walk->error()));
      return "failed";
  }
  return "";
}

std::string walk_predict(std::uint32_t handle, std::uint32_t pages_ahead) {
  const Walk* walk = instance().walks.find(handle);
  if (walk == nullptr) {
    return "";
  }
  const std::optional<HttpRequest> request = walk->predict(pages_ahead);
  return request ? request_text(*request) : "";
}

bool walk_accept(std::uint32_t handle, int status, const std::string& headers_text,
                 std::uint32_t body_bytes) {
  Walk* walk = instance().walks.find(handle);
  if (walk == nullptr) {
    return failed(misuse_text("the walk was closed", "walk"));
  }
  const std::vector<Header> headers = unpack_headers(headers_text);
  const auto accepted =
      walk->accept({.status = status,
                    .headers = headers,
                    .body = std::string_view(instance().body).substr(0, body_bytes)});
  if (!accepted) {
    return failed(error_text(accepted.error()));
  }
  show(walk->page());
  return true;
}

std::string walk_resume_token(std::uint32_t handle, std::uint32_t consumed) {
  const Walk* walk = instance().walks.find(handle);
  return walk == nullptr ? "" : walk->resume_token(consumed);
}

std::string walk_report(std::uint32_t handle) {
  const Walk* walk = instance().walks.find(handle);
  return walk == nullptr ? "null" : report_text(walk->report());
}

void walk_end(std::uint32_t handle, bool aborted) {
  if (Walk* walk = instance().walks.find(handle); walk != nullptr) {
    walk->end(aborted ? EndedBy::abort : EndedBy::error);
  }
}

void close_walk(std::uint32_t handle) {
  instance().walks.close(handle);
  instance().viewed = nullptr;
}

/// Counts the rows of one page that are equal, where no walk does.
class EqualRows {
 public:
  explicit EqualRows(std::size_t rows) : slots_(std::bit_ceil(rows * 2 + 1)) {}
  std::uint64_t operator()(std::uint64_t hash) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].count != 0 && slots_[at].hash != hash) {
      at = (at + 1) & mask;
    }
    slots_[at].hash = hash;
    return ++slots_[at].count;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t count = 0;
  };
  std::vector<Slot> slots_;
};

bool read_page(std::uint32_t provider_handle, std::uint32_t operation_index, int status,
               const std::string& headers_text, std::uint32_t body_bytes, bool include_raw) {
  Provider* provider = instance().providers.find(provider_handle);
  if (provider == nullptr) {
    return failed(provider_closed());
  }
  const Operation* operation = provider->operation(operation_index);
  if (operation == nullptr) {
    return failed(operation_missing(provider->plan));
  }
  std::unique_ptr<Normalizer>& normalizer = provider->normalizers.at(operation_index);
  if (!normalizer) {
    normalizer = std::make_unique<Normalizer>(provider->plan, *operation, ParameterTexts{});
  }
  const std::vector<Header> headers = unpack_headers(headers_text);
  Page& page = instance().page;
  const auto read =
      normalizer->read({.status = status,
                        .headers = headers,
                        .body = std::string_view(instance().body).substr(0, body_bytes)},
                       include_raw, page);
  if (!read) {
    return failed(error_text(read.error()));
  }
  write_synthetic_ids(page, EqualRows(page.entries.rows));
  show(page);
  return true;
}

}  // namespace

EMSCRIPTEN_BINDINGS(creditkit) {
  emscripten::function("bodyBuffer", &body_buffer);
  emscripten::function("pageView", &page_view);
  emscripten::function("pageDetails", &page_details);
  emscripten::function("lastError", &last_error);
  emscripten::function("checkDefinition", &check);
  emscripten::function("compile", &compile);
  emscripten::function("providerInfo", &provider_info);
  emscripten::function("closeProvider", &close_provider);
  emscripten::function("openWalk", &open_walk);
  emscripten::function("walkNext", &walk_next);
  emscripten::function("walkPredict", &walk_predict);
  emscripten::function("walkAccept", &walk_accept);
  emscripten::function("walkResumeToken", &walk_resume_token);
  emscripten::function("walkReport", &walk_report);
  emscripten::function("walkEnd", &walk_end);
  emscripten::function("closeWalk", &close_walk);
  emscripten::function("readPage", &read_page);
}

}  // namespace creditkit
