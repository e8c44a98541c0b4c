import '../styles/entitlement.css';

import type { CreditEntitlement } from 'creditkit';
import type { JSX } from 'preact';

import { compareExact, parseExact, plotted, zero } from '../exact/amount.js';
import { Amount } from './amount.js';
import { Icon } from './icons.js';
import { Chip } from './walk.js';

type Overdraft = 'off' | 'unlimited' | 'blocked' | 'open';

/** What the amounts say. Where the vendor's flag says something else, the findings do. */
function overdraftOf({
  overageEnabled,
  overageLimit,
  headroom,
  limitReached,
}: CreditEntitlement): Overdraft {
  if (overageEnabled === false) return 'off';
  if (limitReached === true || (headroom !== null && compareExact(parseExact(headroom), zero) <= 0))
    return 'blocked';
  return overageLimit === null ? 'unlimited' : 'open';
}

const words: Readonly<Record<Overdraft, JSX.Element>> = {
  off: <Chip tone="plain" text="No overage" />,
  unlimited: <Chip tone="good" icon="infinity" text="Unlimited overage" />,
  blocked: <Chip tone="error" icon="stop" text="Blocked" />,
  open: <Chip tone="good" icon="check" text="Overage open" />,
};

/** From so many digits on a balance is set smaller, so that it stays on one line. */
const longBalance = 16;

/** One entitlement: a bar each for balance, overage, limit and headroom. */
export function EntitlementCard({
  entitlement,
}: {
  readonly entitlement: CreditEntitlement;
}): JSX.Element {
  const { id, name, unit, balance, overage, overageLimit, headroom, findings } = entitlement;
  const overdraft = overdraftOf(entitlement);
  const widest = Math.max(
    ...[balance, overage, overageLimit, headroom].map((value) =>
      value === null ? 0 : Math.abs(plotted(parseExact(value))),
    ),
    0,
  );
  const share = (value: string | null): number =>
    value === null || widest === 0 ? 0 : Math.max(0, plotted(parseExact(value))) / widest;
  return (
    <li class="entitlement" data-entitlement={id} data-overdraft={overdraft}>
      <div class="entitlement-head">
        <h2 class="vendor-text">{name ?? id}</h2>
        {words[overdraft]}
      </div>
      <p class={`entitlement-balance ${balance.length > longBalance ? 'long' : ''}`}>
        <Amount value={balance} unit={unit} />
      </p>
      <dl class="bars">
        <Bar name="Balance" value={balance} share={share(balance)} tone="balance" />
        <Bar name="Overage" value={overage} share={share(overage)} tone="overage" none="not told" />
        <Bar
          name="Limit"
          value={overageLimit}
          share={overdraft === 'unlimited' ? 1 : share(overageLimit)}
          tone={overdraft === 'unlimited' ? 'endless' : 'limit'}
          none={overdraft === 'off' ? 'no overage' : 'unlimited'}
        />
        <Bar
          name="Headroom"
          value={headroom}
          share={overdraft === 'unlimited' ? 1 : share(headroom)}
          tone={overdraft === 'unlimited' ? 'endless' : 'headroom'}
          none={overdraft === 'off' ? 'no overage' : 'unlimited'}
        />
      </dl>
      {overdraft === 'blocked' && (
        <p class="small blocked-words">The next deduction that would raise the overage fails.</p>
      )}
      {findings.length > 0 && (
        <div class="findings">
          <h3>
            <Icon name="warning" />
            The vendor contradicts itself
          </h3>
          <ul>
            {findings.map((finding) => (
              <li key={finding} class="vendor-text">
                {finding}
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}

interface BarProps {
  readonly name: string;
  readonly value: string | null;
  readonly share: number;
  readonly tone: 'balance' | 'overage' | 'limit' | 'headroom' | 'endless';
  /** What an absent value means. */
  readonly none?: string;
}

function Bar({ name, value, share, tone, none }: BarProps): JSX.Element {
  return (
    <div class={`bar ${tone}`}>
      <dt>{name}</dt>
      <dd class="bar-value">
        {value === null ? <span class="quiet">{none ?? ''}</span> : <Amount value={value} />}
      </dd>
      <dd class="bar-track" aria-hidden="true">
        <span class="bar-fill" style={{ '--share': String(share) }} />
      </dd>
    </div>
  );
}
