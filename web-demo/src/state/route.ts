import { signal } from '@preact/signals';

export const views = ['overview', 'ledger', 'entitlements', 'hood', 'own'] as const;
export type View = (typeof views)[number];

export interface Route {
  readonly view: View;
  /** The vendor that the view is about, where it is about one. */
  readonly vendor: string | null;
  readonly options: URLSearchParams;
}

export const viewNames: Readonly<Record<View, string>> = {
  overview: 'Overview',
  ledger: 'Ledger',
  entitlements: 'Entitlements',
  hood: 'Under the hood',
  own: 'Bring your own',
};

function read(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name = '', vendor = ''] = path.split('/');
  const view = views.find((known) => known === name) ?? 'overview';
  return { view, vendor: vendor === '' ? null : vendor, options: new URLSearchParams(query) };
}

export const route = signal<Route>(read(location.hash));

addEventListener('hashchange', () => {
  route.value = read(location.hash);
});

/** The address of a view. Only what may be shared stands in it: never a key, an endpoint or a definition. */
export function hrefOf(
  view: View,
  vendor?: string,
  options: Readonly<Record<string, string>> = {},
): string {
  const path = view === 'overview' ? '#/' : `#/${view}${vendor === undefined ? '' : `/${vendor}`}`;
  const query = new URLSearchParams(options).toString();
  return query === '' ? path : `${path}?${query}`;
}
