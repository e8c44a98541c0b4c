import type { CloudreveRow } from './cloudreve.js';
import type { Random } from './random.js';
import { goTime } from './time.js';

/**
 * An endless history, oldest first. Now and then two rows are equal in every member: two buyers in
 * the same second.
 */
export function cloudreveHistory(random: Random, utcOffset: string): () => CloudreveRow {
  let at = Date.UTC(2025, 2, 18, 12, 30, 43);
  let last: CloudreveRow | null = null;
  return () => {
    if (last !== null && random.chance(0.03)) return last;
    at += random.int(2, 7200) * 1000;
    // A third with a database's microseconds, the others with whole seconds as in the documented
    // example.
    const micros = random.chance(0.3) ? random.int(1, 999_999) : 0;
    const changed_at = goTime(at + Math.floor(micros / 1000), (micros % 1000) * 1000, utcOffset);
    last = { changed_at, ...change(random) };
    return last;
  };
}

function change(random: Random): Pick<CloudreveRow, 'diff' | 'reason'> {
  switch (random.int(0, 3)) {
    case 0:
      return { diff: -random.int(1, 12) * 50, reason: 'pay' };
    case 1:
      return { diff: random.pick([-10, -1, 1, 25]), reason: 'adjust' };
    default:
      return { diff: random.pick([-1, 1]) * random.int(1, 16) * 100, reason: 'share_purchased' };
  }
}
