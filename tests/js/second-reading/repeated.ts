/** What `draw` gives, as often as `count` says. */
export function repeated<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}
