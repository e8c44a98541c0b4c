#include <algorithm>
#include <string_view>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr std::string_view zone_form =
    R"("UTC", an offset such as "+08:00", the name of a known zone or "{parameter}")";

/// In the order of TimeFormat.
constexpr Names formats = "unix s|unix ms|rfc3339|date|local|label local";

bool is_zone(const Scalar& scalar) { return Zone::parse(scalar.text).has_value(); }

/// The zone that a client parameter names. All of its own values must be zones; then only the
/// client's can be wrong.
void read_bound_zone(const Member& zone, std::string_view name, Zone& rule) {
  Bindings& bindings = *zone.reading().bindings;
  const BoundParameter* const bound = bindings.find(name);
  if (bound == nullptr || !bound->certain()) {
    zone.expected("a client parameter that is required or has a default");
    return;
  }
  if (!std::ranges::all_of(bound->rule.allowed, is_zone) ||
      (bound->rule.has_fallback() && !is_zone(bound->rule.fallback))) {
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

void read_zone(const Member& zone, Zone& rule) {
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

/// std::span<const TimeFormat>
void read_formats(const Member& format, void* into, const Field& /*field*/) {
  if (format.is(Node::Type::array) && !format.list("time formats")) {
    return;
  }
  const auto read = format.arena().list<TimeFormat>(count_of(format));
  Member item = first_of(format);
  for (TimeFormat& one : read) {
    item.word(formats, one);
    item = item.next();
  }
  as<std::span<const TimeFormat>>(into) = read;
}

/// A zone has a meaning only beside the format that reads it.
bool is_used(const Member& zone, std::string_view format, const TimeRule& rule, TimeFormat by) {
  const bool used = std::ranges::contains(rule.formats, by);
  if (!used && zone.given()) {
    zone.expected("nothing, for the format is not %", format);
  }
  return used;
}

/// TimeRule
void read_own_zone(const Member& zone, void* into, const Field& /*field*/) {
  auto& rule = as<TimeRule>(into);
  if (is_used(zone, "local", rule, TimeFormat::local)) {
    Zone& read = zone.arena().one<Zone>();
    read_zone(zone, read);
    rule.zone = &read;
  }
}

/// TimeRule
void read_labels(const Member& zones, void* into, const Field& /*field*/) {
  auto& rule = as<TimeRule>(into);
  if (!is_used(zones, "label local", rule, TimeFormat::labelled_local) || !zones.map()) {
    return;
  }
  const auto labels = zones.arena().list<ZoneLabel>(zones.size());
  Member zone = zones.first();
  for (ZoneLabel& label : labels) {
    if (!is_zone_label(zone.key())) {
      zone.name_expected(R"(a label such as "EST")");
    }
    label.label = zone.key();
    read_zone(zone, label.zone);
    zone = zone.next();
  }
  if (labels.empty()) {
    zones.expected("an object with a zone for each label");
  }
  rule.labels = labels;
}

constexpr Field fields[] = {
    {"at"},
    {"of"},
    {"format", read_formats, offsetof(TimeRule, formats), Field::always},
    {"zone", read_own_zone, 0, Field::always},
    {"zones", read_labels, 0, Field::always},
};

}  // namespace

void read_time(const Member& time, void* into, const Field& /*field*/) {
  TimeRule& rule = time.arena().one<TimeRule>();
  if (time.object(fields, &rule)) {
    read_at(time, rule.from);
  }
  as<const TimeRule*>(into) = &rule;
}

}  // namespace creditkit
