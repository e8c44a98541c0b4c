/// The core's door to JavaScript, and the only file that includes embind. js/src/wasm/ is its only
/// caller.
///
/// Only numbers are passed. Bytes go in once: JavaScript writes a body to bodyBuffer(), texts to
/// textBuffer(), and names their lengths. Columns come out once: the words at view() say where they
/// lie, and where the text lies that a function says it has made. Small things (requests, reports,
/// errors) cross as JSON text. Objects are named by handles, so that a stale one is
/// refused instead of followed.

#include <emscripten/bind.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "handles.hpp"
#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/synthetic_ids.hpp"
#include "provider/definition.hpp"
#include "texts.hpp"
#include "value/pod_array.hpp"
#include "walk/walk.hpp"

namespace creditkit {
namespace {

using Word = std::uint32_t;

// -------------------------------------------------------------------------------- what lives here

/// A compiled definition and the readers of its operations, made when they are first used.
struct Provider {
  Compiled compiled;
  std::array<std::unique_ptr<Normalizer>, 3> normalizers;
};

/// Where things lie, for js/src/wasm/columns.ts.
struct View {
  double total;       ///< the vendor's count of all rows, NaN for none
  double balance_at;  ///< where the balance has a time
  Word rows;
  Word heap;
  Word heap_bytes;
  Word wide;
  Word wide_bytes;
  Word wide_columns;
  Word at;
  Word kind;
  Word flags;
  Word text;
  Word balance;
  Word balance_cells;
  Word entitlements;
  Word entitlement_cells;
  Word result;  ///< the text that a function has made
  Word result_bytes;
};

/// All state of an instance: one user at a time, because WASM has one thread.
struct Instance {
  Handles<Provider> providers;
  Handles<Walk> walks;
  std::string body;    ///< the body at hand, with the NUL that the reader stops at
  std::string texts;   ///< what was put into textBuffer()
  std::string result;  ///< what crosses to JavaScript as text
  PodArray<Header> headers;
  Page page;  ///< of readPage
  View view{};
};

// Never destroyed: it lives as long as the WASM's memory.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): that is what it is
[[clang::no_destroy]] constinit Instance instance;

Word address(const void* pointer) {
  return static_cast<Word>(reinterpret_cast<std::uintptr_t>(pointer));
}

// -------------------------------------------------------------------------------- results

/// Shows the result's text, and passes on what the function says about it.
Word with_result(Word answer) {
  instance.view.result = address(instance.result.data());
  instance.view.result_bytes = static_cast<Word>(instance.result.size());
  return answer;
}

/// Shows what `write` writes as JSON.
template <typename Write>
Word with_json(Word answer, const Write& write) {
  JsonWriter json{instance.result};
  write(json);
  return with_result(answer);
}

Word failed(const Error& error, std::span<const DefinitionFault> faults = {}) {
  return with_json(0, [&](JsonWriter& json) { write_error(json, error, faults); });
}

Word misused(const char* message, std::string_view parameter) {
  return failed(*parameter_failure(message, parameter));
}

Failure definition_failure(std::span<const DefinitionFault> faults) {
  const DefinitionFault& first = faults.front();
  return failure(
      ErrorCode::definition, "the definition has @ fault@: at \"@\" @",
      {CountText{faults.size()}, faults.size() == 1 ? "" : "s", first.pointer, first.message});
}

Word show(const Page& page) {
  const EntryColumns& entries = page.entries;
  const auto& total = page.signals.total;
  View& view = instance.view;
  view.total = total ? static_cast<double>(*total) : std::numeric_limits<double>::quiet_NaN();
  view.rows = static_cast<Word>(entries.rows);
  view.heap = address(entries.heap.data());
  view.heap_bytes = static_cast<Word>(entries.heap.size());
  view.wide = address(entries.wide.data());
  view.wide_bytes = static_cast<Word>(entries.wide.size());
  view.wide_columns = entries.wide_columns;
  view.at = address(entries.at.data());
  view.kind = address(entries.kind.data());
  view.flags = address(entries.flags.data());
  view.text = address(entries.text.data());
  view.balance = address(page.balance.data());
  view.balance_cells = static_cast<Word>(page.balance.size());
  view.balance_at = page.balance_at;
  view.entitlements = address(page.entitlements.data());
  view.entitlement_cells = static_cast<Word>(page.entitlements.size());
  return 1;
}

// -------------------------------------------------------------------------------- arguments

/// What fits is written where the last one was: the buffer grows to the largest body or text and
/// stays. After an unusually large one it is given back.
Word buffer_in(std::string& buffer, Word size) {
  constexpr std::size_t kept_bytes = std::size_t{4} * 1024 * 1024;
  if (buffer.capacity() > kept_bytes && size < kept_bytes) {
    std::string().swap(buffer);
  }
  buffer.resize_and_overwrite(size + Response::body_padding,
                              [size](char*, std::size_t) { return size; });
  return address(buffer.data());
}

/// What textBuffer() holds from `begin` on.
std::string_view text_in(Word begin, Word size) {
  return std::string_view(instance.texts).substr(begin, size);
}

/// The next of some texts that end with a NUL each, which none of them can hold; takes it away.
std::string_view next_text(std::string_view& texts) {
  const std::string_view text = texts.substr(0, texts.find('\0'));
  texts.remove_prefix(std::min(text.size() + 1, texts.size()));
  return text;
}

/// Names and values of headers in turn, in the text buffer; the body is in its own.
Response response_in(Word status, Word header_bytes, Word body_bytes) {
  PodArray<Header>& headers = instance.headers;
  headers.clear();
  for (std::string_view texts = text_in(0, header_bytes); !texts.empty();) {
    const std::string_view name = next_text(texts);
    headers.push_back({name, next_text(texts)});
  }
  return {.status = static_cast<int>(status),
          .headers = {headers.data(), headers.size()},
          .body = std::string_view(instance.body).substr(0, body_bytes)};
}

/// The operation, or nullptr with an error as the result.
const Operation* operation_in(const Provider* provider, Word index) {
  if (provider == nullptr) {
    misused("the provider was closed", "provider");
    return nullptr;
  }
  const Operation* const operation = index < 3 ? provider->compiled->operations[index] : nullptr;
  if (operation == nullptr) {
    misused("the provider has no such operation", "operation");
  }
  return operation;
}

// -------------------------------------------------------------------------------- the functions

Word body_buffer(Word size) { return buffer_in(instance.body, size); }

Word text_buffer(Word size) { return buffer_in(instance.texts, size); }

Word view() { return address(&instance.view); }

/// Behind the definition: the base URL, then names and values of parameters.
Word compile(Word definition_bytes, Word more_bytes) {
  std::string_view more = text_in(definition_bytes, more_bytes);
  PodArray<ConstantText> params;
  Settings settings{.base_url = next_text(more)};
  while (!more.empty()) {
    const std::string_view name = next_text(more);
    params.push_back({.name = name, .text = next_text(more)});
  }
  settings.params = {params.data(), params.size()};
  std::unique_ptr<Provider> provider{
      new Provider{.compiled = compile_definition(text_in(0, definition_bytes), settings)}};
  Compiled& compiled = provider->compiled;
  if (!compiled.faults.empty()) {
    compiled.refused = definition_failure(compiled.faults);
  }
  if (compiled.refused) {
    return failed(*compiled.refused, compiled.faults);
  }
  JsonWriter json{instance.result};
  write_provider(json, *compiled);
  return with_result(instance.providers.add(std::move(provider)));
}

Word close_provider(Word handle) { return instance.providers.close(handle) ? 1 : 0; }

/// The text buffer holds the query, and the resume token behind it.
Word open_walk(Word provider_handle, Word operation_index, Word query_bytes, Word token_bytes,
               double limit, Word page_size, Word max_pages, Word include_raw) {
  const Provider* const provider = instance.providers.find(provider_handle);
  const Operation* const operation = operation_in(provider, operation_index);
  if (operation == nullptr) {
    return 0;
  }
  WalkOptions options;
  options.limit = static_cast<std::uint64_t>(limit);
  options.page_size = page_size;
  options.max_pages = max_pages;
  options.include_raw = include_raw != 0;
  options.resume_token = text_in(query_bytes, token_bytes);
  auto walk = Walk::open(*provider->compiled, *operation, text_in(0, query_bytes), options);
  return walk ? instance.walks.add(std::move(*walk)) : failed(walk.error());
}

Word walk_next(Word handle) {
  constexpr Word done = 1;
  constexpr Word request = 2;
  Walk* const walk = instance.walks.find(handle);
  const Walk::Step step = walk == nullptr ? Walk::Step::done : walk->next();
  if (step == Walk::Step::failed) {
    return failed(walk->error());
  }
  return step == Walk::Step::done
             ? done
             : with_json(request, [&](JsonWriter& json) { write_request(json, walk->request()); });
}

Word walk_predict(Word handle, Word pages_ahead) {
  const Walk* const walk = instance.walks.find(handle);
  HttpRequest request;
  return walk != nullptr && walk->predict(pages_ahead, request)
             ? with_json(1, [&](JsonWriter& json) { write_request(json, request); })
             : 0;
}

Word walk_accept(Word handle, Word status, Word header_bytes, Word body_bytes) {
  Walk* const walk = instance.walks.find(handle);
  if (walk == nullptr) {
    return misused("the walk was closed", "walk");
  }
  const Taken taken = walk->accept(response_in(status, header_bytes, body_bytes));
  return taken ? show(walk->page()) : failed(taken.error());
}

Word walk_resume_token(Word handle, Word consumed) {
  const Walk* const walk = instance.walks.find(handle);
  instance.result = walk == nullptr ? std::string{} : walk->resume_token(consumed);
  return with_result(1);
}

/// Of a walk that ends by that, or goes on where it is 0.
Word walk_report(Word handle, Word ended_by) {
  Walk* const walk = instance.walks.find(handle);
  if (walk == nullptr) {
    return misused("the walk was closed", "walk");
  }
  if (ended_by != 0) {
    walk->end(static_cast<EndedBy>(ended_by));
  }
  return with_json(1, [&](JsonWriter& json) { write_report(json, walk->report()); });
}

Word close_walk(Word handle) { return instance.walks.close(handle) ? 1 : 0; }

Word read_page(Word provider_handle, Word operation_index, Word status, Word header_bytes,
               Word body_bytes, Word include_raw) {
  Provider* const provider = instance.providers.find(provider_handle);
  const Operation* const operation = operation_in(provider, operation_index);
  if (operation == nullptr) {
    return 0;
  }
  std::unique_ptr<Normalizer>& normalizer = provider->normalizers[operation_index];
  if (!normalizer) {
    normalizer = std::make_unique<Normalizer>(*operation, BoundQuery{});
  }
  Page& page = instance.page;
  const auto read =
      normalizer->read(response_in(status, header_bytes, body_bytes), include_raw != 0, page);
  if (!read) {
    return failed(read.error());
  }
  write_synthetic_ids(page);
  return show(page);
}

/// Numbers need no conversion, so JavaScript does not ask for the types.
template <typename... Numbers>
void function(const char* name, Word (*of_core)(Numbers...)) {
  static_assert((std::is_arithmetic_v<Numbers> && ...));
  emscripten::function(name, of_core);
}

}  // namespace

EMSCRIPTEN_BINDINGS(creditkit) {
  function("bodyBuffer", &body_buffer);
  function("textBuffer", &text_buffer);
  function("view", &view);
  function("compile", &compile);
  function("closeProvider", &close_provider);
  function("openWalk", &open_walk);
  function("walkNext", &walk_next);
  function("walkPredict", &walk_predict);
  function("walkAccept", &walk_accept);
  function("walkResumeToken", &walk_resume_token);
  function("walkReport", &walk_report);
  function("closeWalk", &close_walk);
  function("readPage", &read_page);
}

}  // namespace creditkit
