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
      (bound->rule.fallback && !is_zone(*bound->rule.fallback))) {
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

void read_formats(const Member& format, std::vector<TimeFormat>& rule) {
  if (!format.is(Node::Type::array)) {
    format.word(formats, rule.emplace_back());
  } else if (format.list("time formats")) {
    for (Member item = format.first(); item.given(); item = item.next()) {
      item.word(formats, rule.emplace_back());
    }
  }
}

void read_labels(const Member& zones, Bindings& bindings, std::vector<ZoneLabel>& labels) {
  if (!zones.map()) {
    return;
  }
  for (Member zone = zones.first(); zone.given(); zone = zone.next()) {
    if (!is_zone_label(zone.key())) {
      zone.fault(joined({R"(expected a label such as "EST", found )", quoted(zone.key())}));
    }
    ZoneLabel& label = labels.emplace_back();
    label.label = zone.key();
    read_zone(zone, bindings, label.zone);
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
    read_zone(zone, *context.bindings, rule.zone.emplace());
  }
  if (const Member zones = time["zones"]; is_used(zones, "label local", labelled)) {
    read_labels(zones, *context.bindings, rule.labels);
  }
}

}  // namespace creditkit
