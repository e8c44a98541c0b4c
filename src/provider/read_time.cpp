#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// In the order of TimeFormat.
constexpr const char* formats = "unix s|unix ms|rfc3339|date|local|label local";

bool is_zone(std::string_view text) { return Zone::parse(text).has_value(); }

constexpr ValueForm known_zone{
    .form = {.what = R"("UTC", an offset such as "+08:00" or the name of a known zone)",
             .check = is_zone},
    .example = "UTC"};

/// Zone
void read_zone(Member zone, void* into, const Field& /*field*/) {
  if (std::string_view text; expand(zone, known_zone.form, text, &known_zone)) {
    as<Zone>(into) = *Zone::parse(text);
  }
}
constexpr Part zone_ref = part_of<Zone>(Part::Form::one, {.read = read_zone});

constexpr Part formats_part =
    part_of<TimeFormat>(Part::Form::some, {.read = read_word, .words = formats}, "time formats");

constexpr TextForm label{
    .what = R"(a label such as "EST")", .characters = "++--/9AZ__az", .first = "AZaz", .most = 32};

/// ZoneLabel
void read_label(Member zone, void* into, const Field& field) {
  zone.check_name(label);
  read_zone(zone, &as<ZoneLabel>(into).zone, field);
}
constexpr Part labels_part =
    part_of<ZoneLabel>(Part::Form::map, {.read = read_label}, "a zone for each label");

/// A zone has a meaning only beside the format that reads it: the bits of an object's form.
enum Zones : std::uint8_t { one_zone = 1, by_label = 2, both = one_zone | by_label };

constexpr Field fields[] = {
    {.name = "at"},
    {.name = "of"},
    {.name = "format"},
    {.name = "zone",
     .read = read_part,
     .offset = offsetof(TimeRule, zone),
     .need = Field::always,
     .forms = 1U << one_zone | 1U << both,
     .part = &zone_ref},
    {.name = "zones",
     .read = read_part,
     .offset = offsetof(TimeRule, labels),
     .need = Field::always,
     .forms = 1U << by_label | 1U << both,
     .part = &labels_part},
};

/// TimeRule
void read_time(Member time, void* into, const Field& /*field*/) {
  auto& rule = as<TimeRule>(into);
  if (!time.is_object()) {
    return;
  }
  read_part(time["format"], &rule.formats, formats_part);
  int zones = 0;
  for (const TimeFormat format : rule.formats) {
    zones |= format == TimeFormat::local            ? one_zone
             : format == TimeFormat::labelled_local ? by_label
                                                    : 0;
  }
  time.object(fields, &rule, zones);
  read_at(time, rule.from);
}

}  // namespace

constexpr Part time_ref = part_of<TimeRule>(Part::Form::one, {.read = read_time});

}  // namespace creditkit
