import type { NameTrustRow } from './nametrust.js';
import type { Random } from './random.js';
import { utcSeconds } from './time.js';

/** Crockford's base 32, as TypeIDs use it. */
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;
const FIRST_MOVEMENT = Date.UTC(2026, 4, 2, 10, 0, 0);

/**
 * An endless feed, oldest first. Usage draws on granted credits (`consume`) until they are gone,
 * then on pay-as-you-go credits (`overflow`).
 */
export function nameTrustFeed(random: Random): () => NameTrustRow {
  let at = FIRST_MOVEMENT;
  let granted = 0;
  return () => {
    at += random.int(30, 10_800) * 1000;
    const movement = move(random, granted);
    if (movement.kind !== 'overflow') granted += movement.credits;
    const used = movement.kind === 'consume' || movement.kind === 'overflow';
    return {
      object: 'credit_entry',
      id: `cent_${typeId(at, random)}`,
      kind: movement.kind,
      credits: movement.credits,
      ...(used && {
        usage_kind: random.chance(0.7) ? ('ai_usage' as const) : ('tm_usage' as const),
        usage_ref: `usage_${typeId(at, random)}`,
      }),
      created_at: utcSeconds(at),
    };
  };
}

function move(
  random: Random,
  granted: number,
): { readonly kind: string; readonly credits: number } {
  const draws = random.int(0, 99);
  if (draws < (granted === 0 ? 40 : 5)) return { kind: 'allot', credits: random.int(1, 10) * 25 };
  if (granted === 0) return { kind: 'overflow', credits: -random.int(1, 30) };
  const some = Math.min(granted, random.int(1, 30));
  if (draws >= 97) return { kind: 'revoke', credits: -some };
  return { kind: draws >= 93 ? 'expire' : 'consume', credits: -some };
}

/** 48 bits of time and 80 bits of chance. */
function typeId(at: number, random: Random): string {
  let time = '';
  for (let rest = at, i = 0; i < TIME_DIGITS; i++, rest = Math.floor(rest / 32))
    time = BASE32.charAt(rest % 32) + time;
  return time + random.text(BASE32, 16);
}
