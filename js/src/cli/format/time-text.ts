/** ISO 8601 in UTC, with milliseconds only where there are some. `null` where no time is known, or none that Date holds. */
export function timeText(at: number | null): string | null {
  if (at === null) {
    return null;
  }
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace('.000Z', 'Z');
}
