#include <string_view>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr const char* zone_form =
    R"("UTC", an offset such as "+08:00", the name of a known zone or "{parameter}")";

/// In the order of TimeFormat.
constexpr const char* formats = "unix s|unix ms|rfc3339|date|local|label local";

bool is_zone(std::string_view text) { return Zone::parse(text).has_value(); }

/// Those of the parameter's own: each that it allows, and its default.
bool has_zones_only(const ParameterRule& rule) {
  for (const Scalar& value : rule.allowed) {
    if (!is_zone(value.text)) {
      return false;
    }
  }
  return !rule.has_fallback() || is_zone(rule.fallback.text);
}

/// The zone that a client parameter names. All of its own values must be zones; then only the
/// client's can be wrong.
void read_bound_zone(Member zone, std::string_view name, Zone& rule) {
  Bindings& bindings = *zone.reading().bindings;
  const BoundParameter* const bound = bindings.find(name);
  if (bound == nullptr || !bound->certain()) {
    zone.expected("a client parameter that is required or has a default");
    return;
  }
  if (!has_zones_only(bound->rule)) {
    zone.expected("a client parameter whose own values are zones");
    return;
  }
  if (!bound->value.empty()) {
    const auto parsed = Zone::parse(bound->value);
    rule = parsed.value_or(rule);
    if (!parsed) {
      bindings.refuse(name, "the client parameter % must be a time zone that is known here", name);
    }
  }
}

void read_zone(Member zone, Zone& rule) {
  const std::string_view text = zone.is(Node::Type::string) ? zone.node().text : "";
  if (const auto parsed = Zone::parse(text)) {
    rule = *parsed;
    return;
  }
  std::string_view rest = text;
  std::string_view name;
  if (text.starts_with('{') && next_placeholder(rest, name) && rest.empty()) {
    read_bound_zone(zone, name, rule);
  } else {
    zone.expected(zone_form);
  }
}

constexpr Part formats_part =
    part_of<TimeFormat>(Part::Form::some, {.read = read_word, .words = formats}, "time formats");

/// A zone has a meaning only beside the format that reads it.
bool is_used(Member zone, const char* format, const TimeRule& rule, TimeFormat by) {
  bool used = false;
  for (const TimeFormat format_read : rule.formats) {
    used = used || format_read == by;
  }
  if (!used && zone.given()) {
    zone.expected("nothing, for the format is not %", format);
  }
  return used;
}

/// TimeRule
void read_own_zone(Member zone, void* into, const Field& /*field*/) {
  auto& rule = as<TimeRule>(into);
  if (is_used(zone, "local", rule, TimeFormat::local)) {
    Zone& read = zone.arena().one<Zone>();
    read_zone(zone, read);
    rule.zone = &read;
  }
}

/// ZoneLabel
void read_label(Member zone, void* into, const Field& /*field*/) {
  if (!is_zone_label(zone.key())) {
    zone.name_expected(R"(a label such as "EST")");
  }
  read_zone(zone, as<ZoneLabel>(into).zone);
}
constexpr Part labels_part = part_of<ZoneLabel>(Part::Form::map, {.read = read_label});

/// TimeRule
void read_labels(Member zones, void* into, const Field& /*field*/) {
  auto& rule = as<TimeRule>(into);
  if (!is_used(zones, "label local", rule, TimeFormat::labelled_local)) {
    return;
  }
  read_part(zones, &rule.labels, labels_part);
  if (zones.is(Node::Type::object) && rule.labels.empty()) {
    zones.expected("an object with a zone for each label");
  }
}

constexpr Field fields[] = {
    {.name = "at"},
    {.name = "of"},
    {.name = "format",
     .read = read_part,
     .offset = offsetof(TimeRule, formats),
     .need = Field::always,
     .part = &formats_part},
    {.name = "zone", .read = read_own_zone, .need = Field::always},
    {.name = "zones", .read = read_labels, .need = Field::always},
};

/// TimeRule
void read_time(Member time, void* into, const Field& /*field*/) {
  if (time.object(fields, into)) {
    read_at(time, as<TimeRule>(into).from);
  }
}

}  // namespace

constexpr Part time_ref = part_of<TimeRule>(Part::Form::one, {.read = read_time});

}  // namespace creditkit
