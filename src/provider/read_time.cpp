#include <algorithm>
#include <string_view>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr std::string_view zone_form =
    R"("UTC", an offset such as "+08:00", the name of a known zone or "{parameter}")";

/// In the order of TimeFormat.
constexpr std::string_view formats = "unix s|unix ms|rfc3339|date|local|label local";

bool is_zone(const Scalar& scalar) { return Zone::parse(scalar.text).has_value(); }

/// The zone that a client parameter names. All of its own values must be zones; then only the
/// client's can be wrong.
void read_bound_zone(const Member& zone, std::string_view name, Bindings& bindings, Zone& rule) {
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
  if (!bound->value) {
    return;
  }
  const auto parsed = Zone::parse(*bound->value);
  rule = parsed.value_or(rule);
  if (!parsed) {
    bindings.refuse(name, joined({"the client parameter ", quoted(name),
                                  " must be a time zone that is known here"}));
  }
}

void read_zone(const Member& zone, Bindings& bindings, Zone& rule) {
  const std::string_view text =
      zone.is(Node::Type::string) ? std::string_view{zone.node().text} : std::string_view{};
  if (const auto parsed = Zone::parse(text)) {
    rule = *parsed;
  } else if (const auto names = placeholders(text);
             names && names->size() == 1 && names->front().size() + 2 == text.size()) {
    read_bound_zone(zone, names->front(), bindings, rule);
  } else {
    zone.expected(zone_form);
  }
}

void read_formats(const Member& format, std::span<const TimeFormat>& rule) {
  const bool several = format.is(Node::Type::array);
  if (several && !format.list("time formats")) {
    return;
  }
  const auto read = format.arena().list<TimeFormat>(several ? format.size() : 1);
  Member item = several ? format.first() : format;
  for (TimeFormat& one : read) {
    item.word(formats, one);
    item = item.next();
  }
  rule = read;
}

void read_labels(const Member& zones, Bindings& bindings, std::span<const ZoneLabel>& rule) {
  if (!zones.map()) {
    return;
  }
  const auto labels = zones.arena().list<ZoneLabel>(zones.size());
  rule = labels;
  Member zone = zones.first();
  for (ZoneLabel& label : labels) {
    if (!is_zone_label(zone.key())) {
      zone.fault(joined({R"(expected a label such as "EST", found )", quoted(zone.key())}));
    }
    label.label = zone.key();
    read_zone(zone, bindings, label.zone);
    zone = zone.next();
  }
  if (labels.empty()) {
    zones.expected("an object with a zone for each label");
  }
}

/// A zone has a meaning only beside the format that reads it.
bool is_used(const Member& zone, std::string_view format, bool by_format) {
  if (zone.given() && !by_format) {
    zone.expected(joined({"nothing, for the format is not ", quoted(format)}));
  }
  return by_format;
}

}  // namespace

void read_time(const Member& time, const OperationContext& context, TimeRule& rule) {
  if (!time.object("at|of|format|zone|zones")) {
    return;
  }
  read_at(time, context, rule.from);
  read_formats(time["format"], rule.formats);
  const bool local = std::ranges::contains(rule.formats, TimeFormat::local);
  const bool labelled = std::ranges::contains(rule.formats, TimeFormat::labelled_local);
  if (const Member zone = time["zone"]; is_used(zone, "local", local)) {
    Zone& read = zone.arena().one<Zone>();
    read_zone(zone, *context.bindings, read);
    rule.zone = &read;
  }
  if (const Member zones = time["zones"]; is_used(zones, "label local", labelled)) {
    read_labels(zones, *context.bindings, rule.labels);
  }
}

}  // namespace creditkit
