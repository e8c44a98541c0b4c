#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// In the order of TimeFormat.
constexpr const char* formats = "unix s|unix ms|rfc3339|date|local|label local";

bool is_zone(std::string_view text) { return Zone::parse(text).has_value(); }

constexpr ValueForm known_zone{.form = {.what = "a time zone that is known here", .check = is_zone},
                               .example = "UTC"};
constexpr TextForm zone_form{
    .what = R"("UTC", an offset such as "+08:00", the name of a known zone or "{parameter}")",
    .check = is_zone};

void read_zone(Member zone, Zone& rule) {
  if (std::string_view text; expand(zone, zone_form, text, &known_zone)) {
    rule = *Zone::parse(text);
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

constexpr TextForm label{
    .what = R"(a label such as "EST")", .characters = "++--/9AZ__az", .first = "AZaz", .most = 32};

/// ZoneLabel
void read_label(Member zone, void* into, const Field& /*field*/) {
  if (!label.fits(zone.key())) {
    zone.name_expected(label.what);
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
