/** What `draw` gives, as often as `count` says. */
export function times<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}
