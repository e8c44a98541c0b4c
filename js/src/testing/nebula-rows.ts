import { floatText } from './amount.js';
import { JsonNumber } from './json.js';
import type { NebulaRow } from './nebula.js';
import type { Random } from './random.js';
import { newYorkWallClock } from './time.js';

/** Digits after the point that the vendor's balance is kept with. */
export const SCALE = 5;
const HOUR_MS = 3_600_000;
/**
 * The last generated hour begins at 2024-11-08 06:54:58 in New York: long histories reach back over
 * the end of daylight time on 3 November.
 */
const NEWEST = Date.UTC(2024, 10, 8, 11, 54, 58);

/** An hourly history of `rows` rows, oldest first, and then on without end. */
export function nebulaHistory(userId: number, rows: number, random: Random): () => NebulaRow {
  let at = NEWEST - rows * HOUR_MS;
  return () => {
    at += HOUR_MS;
    const computing = random.chance(0.8) ? BigInt(random.int(1, 5000)) * 100n : 0n;
    const serverless = random.chance(0.4) ? BigInt(random.int(1, 99_999)) : 0n;
    return {
      user_id: userId,
      computing_amount: exact(computing),
      serverless_amount: exact(serverless),
      create_time: `EST ${newYorkWallClock(at)}`,
      update_time: `EST ${newYorkWallClock(at + HOUR_MS)}`,
      total: exact(computing + serverless),
    };
  };
}

function exact(units: bigint): JsonNumber {
  return new JsonNumber(floatText(units, SCALE));
}
