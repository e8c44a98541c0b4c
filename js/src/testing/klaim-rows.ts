import type { KlaimRow } from './klaim.js';
import type { Random } from './random.js';

const DESCRIPTIONS = [
  'paid for credit',
  'image generation',
  'chat completion',
  'document summary',
  'transcription, 12 min',
  'café terminal top-up',
  'refund: job failed',
] as const;

/**
 * An endless history, oldest first: mostly small charges, now and then credits bought; the balance
 * adds up and stays above zero.
 */
export function klaimHistory(userId: string, random: Random): () => KlaimRow {
  let at = 1_753_317_736_835;
  let balance = random.int(200, 900);
  return () => {
    const charge = Math.min(balance, random.int(1, 40));
    const buys = charge === 0 || random.chance(0.2);
    const change = buys ? random.int(1, 20) * 25 : -charge;
    balance += change;
    at += random.int(900, 5_400_000);
    return {
      user_id: userId,
      created_at: at,
      credit_change: change,
      credit_balance: balance,
      source_type: 'api',
      description: buys ? DESCRIPTIONS[0] : random.pick(DESCRIPTIONS),
    };
  };
}
