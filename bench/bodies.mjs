// Pages of any size in each vendor's shape, from the simulators of creditkit/testing. Where a vendor caps its pages, a
// larger one is its own answer with more of its own rows: the shape is what is measured.
import { createSimulator } from '../js/src/testing/index.ts';

export const vendors = ['nametrust', 'dodo', 'cloudreve', 'nebula', 'klaim'];

/** How a vendor is asked for its history, from the first row on and then for what follows. */
const requests = {
  nametrust: (page) => ({ method: 'GET', target: `/credits/usage?limit=100&page=${page + 1}` }),
  dodo: (page, { params }) => ({
    method: 'GET',
    target:
      `/credit-entitlements/${params.credit_entitlement_id}/balances/${params.customer_id}/ledger` +
      `?page_size=100&page_number=${page}`,
  }),
  cloudreve: (page, account, last) => ({
    method: 'GET',
    target:
      '/user/creditChanges?page_size=100&order_direction=asc' +
      (page === 0 ? '' : `&next_page_token=${last.data.pagination.next_token}`),
  }),
  nebula: (page) => ({
    method: 'GET',
    target: `/users/credits/history?limit=100&offset=${page * 100}`,
  }),
  klaim: (page, { params }, last) => ({
    method: 'POST',
    target: `/users/${params.user_id}/credits/usage`,
    body: JSON.stringify(page === 0 ? {} : { starting_after: last.lastKey }),
    type: 'application/json',
  }),
};

/** `pages` different bodies of `rows` rows each, as the vendor's bytes. */
export function bodiesOf(vendor, rows, pages) {
  const simulator = createSimulator({ provider: vendor, rows: rows * pages, pageSize: 100 });
  const [account] = simulator.accounts;
  const envelope = walk(simulator, account, vendor);
  const texts = simulator.served.map(({ json }) => json);
  if (texts.length !== rows * pages) {
    throw new Error(`${vendor} served ${texts.length} rows of ${rows * pages}`);
  }
  const encoder = new TextEncoder();
  return Array.from({ length: pages }, (_, page) =>
    encoder.encode(envelope.replace('ROWS', () => texts.slice(page * rows, (page + 1) * rows))),
  );
}

/** Asks for every row, and returns the first answer with ROWS where its rows were. */
function walk(simulator, account, vendor) {
  const decoder = new TextDecoder();
  let envelope = '';
  let last;
  for (let page = 0, before = -1; simulator.served.length > before; page += 1) {
    before = simulator.served.length;
    const { method, target, body = '', type } = requests[vendor](page, account, last);
    const headers = new Headers({
      ...account.headers,
      authorization: `Bearer ${account.apiKey}`,
      ...(type && { 'content-type': type }),
    });
    const text = decoder.decode(simulator.handle({ method, target, headers, body }).body);
    last = JSON.parse(text);
    const rows = simulator.served.slice(before).map(({ json }) => json);
    if (rows.length > 0 && !text.includes(rows.join())) {
      throw new Error(`${vendor} answers with other bytes than it says: ${text.slice(0, 200)}`);
    }
    envelope ||= text.replace(rows.join(), 'ROWS');
    if (rows.length === 0 || isLast(last)) break;
  }
  return envelope;
}

/** True where the answer says so; others are asked until a page has no rows. */
const isLast = ({ data, pages, lastKey }) =>
  pages?.has_next === false ||
  (data?.pagination !== undefined && !data.pagination.next_token) ||
  (Array.isArray(data) && lastKey === undefined);
