import type { ProviderName } from './data.js';

/** What the page says about a vendor before it has asked it anything. */
export interface Vendor {
  readonly id: ProviderName;
  readonly name: string;
  readonly endpoint: string;
  /** How the vendor's history is paged, how amounts and times are written: why each needs code of its own. */
  readonly paging: string;
  readonly amounts: string;
  readonly times: string;
  /** True where the vendor tells a balance. */
  readonly tellsBalance: boolean;
}

/** The five, as their documents describe them. */
export const vendors: readonly Vendor[] = [
  {
    id: 'klaim',
    name: 'Klaim',
    endpoint: 'POST /users/{user_id}/credits/usage',
    paging: 'object cursor in the body',
    amounts: 'signed integers',
    times: 'Unix milliseconds',
    tellsBalance: true,
  },
  {
    id: 'cloudreve',
    name: 'Cloudreve Pro',
    endpoint: 'GET /user/creditChanges',
    paging: 'opaque token',
    amounts: 'signed integers',
    times: 'RFC 3339, server’s offset',
    tellsBalance: false,
  },
  {
    id: 'dodo',
    name: 'Dodo Payments',
    endpoint: 'GET /credit-entitlements/{id}/balances/{customer}/ledger',
    paging: 'zero-based pages',
    amounts: 'decimal strings, sign by a flag',
    times: 'RFC 3339, microseconds',
    tellsBalance: true,
  },
  {
    id: 'nebula',
    name: 'Nebula Block',
    endpoint: 'GET /users/credits/history',
    paging: 'limit and offset',
    amounts: 'JSON floats, charges positive',
    times: '“EST” wall clock',
    tellsBalance: true,
  },
  {
    id: 'nametrust',
    name: 'NameTrust',
    endpoint: 'GET /credits/usage',
    paging: 'one-based pages, has_next',
    amounts: 'signed integers by kind',
    times: 'RFC 3339, UTC',
    tellsBalance: true,
  },
];

export function vendorById(id: string | null): Vendor | undefined {
  return vendors.find((vendor) => vendor.id === id);
}
