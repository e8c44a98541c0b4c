#include <algorithm>
#include <array>
#include <utility>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view zone_form =
    R"("UTC", an offset such as "+08:00", the name of a known zone or "{parameter}")";

constexpr std::array format_words{
    word("unix s", TimeFormat::unix_seconds), word("unix ms", TimeFormat::unix_milliseconds),
    word("rfc3339", TimeFormat::rfc3339),     word("date", TimeFormat::date),
    word("local", TimeFormat::local),         word("label local", TimeFormat::labelled_local),
};

/// The zone that a client parameter names. All of its own values must be zones; then only the
/// client's can be wrong.
Zone read_bound_zone(const Member& zone, std::string_view name, Bindings& bindings) {
  const BoundParameter* const bound = bindings.find(name);
  if (bound == nullptr || !bound->certain()) {
    zone.expected("a client parameter that is required or has a default");
    return {};
  }
  for (const Scalar& allowed : bound->rule.allowed) {
    if (!Zone::parse(allowed.text)) {
      zone.fault(joined({"expected a parameter whose values are zones, found ",
                         quoted(allowed.text), " among them"}));
    }
  }
  if (bound->rule.fallback && !Zone::parse(bound->rule.fallback->text)) {
    zone.fault(joined({"expected a parameter whose default is a zone, found ",
                       quoted(bound->rule.fallback->text)}));
  }
  if (!bound->value) {
    return {};
  }
  const auto parsed = Zone::parse(*bound->value);
  if (!parsed) {
    bindings.refuse(name, joined({"the client parameter ", quoted(name),
                                  " must be a time zone that is known here"}));
  }
  return parsed.value_or(Zone{});
}

Zone read_zone(const Member& zone, Bindings& bindings) {
  if (!zone.is(Node::Type::string)) {
    zone.expected(zone_form);
    return {};
  }
  const std::string_view text = zone.node().text;
  if (text.starts_with('{')) {
    const auto names = placeholders(text);
    if (names && names->size() == 1 && names->front().size() + 2 == text.size()) {
      return read_bound_zone(zone, names->front(), bindings);
    }
  }
  const auto parsed = Zone::parse(text);
  if (!parsed) {
    zone.expected(zone_form);
  }
  return parsed.value_or(Zone{});
}

std::vector<TimeFormat> read_formats(const Member& format) {
  std::vector<TimeFormat> formats;
  const auto read = [&formats](const Member& member) {
    if (const auto word = member.word(format_words)) {
      formats.push_back(static_cast<TimeFormat>(*word));
    }
  };
  if (!format.is(Node::Type::array)) {
    read(format);
  } else if (format.list("time formats")) {
    for (const Member& item : format.items()) {
      read(item);
    }
  }
  return formats;
}

std::vector<ZoneLabel> read_labels(const Member& zones, Bindings& bindings) {
  std::vector<ZoneLabel> labels;
  if (!zones.map()) {
    return labels;
  }
  for (const Member& zone : zones.items()) {
    if (!is_zone_label(zone.key())) {
      zone.fault(joined({R"(expected a label such as "EST", found )", quoted(zone.key())}));
    }
    labels.push_back({.label = std::string{zone.key()}, .zone = read_zone(zone, bindings)});
  }
  if (labels.empty()) {
    zones.expected("an object with a zone for each label");
  }
  return labels;
}

/// A zone has a meaning only beside the format that reads it.
bool is_used(const Member& zone, std::string_view format, bool by_format) {
  if (zone.given() && !by_format) {
    zone.expected(joined({"nothing, for the format is not ", quoted(format)}));
  }
  return by_format;
}

}  // namespace

TimeRule read_time(const Member& time, const OperationContext& context) {
  static constexpr std::array members{"at"sv, "of"sv, "format"sv, "zone"sv, "zones"sv};
  TimeRule rule;
  if (!time.object(members)) {
    return rule;
  }
  rule.from = read_at(time, context);
  rule.formats = read_formats(time["format"]);
  const bool local = std::ranges::contains(rule.formats, TimeFormat::local);
  const bool labelled = std::ranges::contains(rule.formats, TimeFormat::labelled_local);
  if (is_used(time["zone"], "local", local)) {
    rule.zone = read_zone(time["zone"], *context.bindings);
  }
  if (is_used(time["zones"], "label local", labelled)) {
    rule.labels = read_labels(time["zones"], *context.bindings);
  }
  return rule;
}

}  // namespace creditkit
