import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { Icon } from './parts/icons.js';
import { later } from './parts/later.js';
import { simulatorsOverHttp } from './simulated.js';
import { hrefOf, route, viewNames, views } from './state/route.js';
import type { View } from './state/route.js';
import { nextTheme, theme } from './state/theme.js';
import { viewParts } from './views/later.js';
import { OverviewView } from './views/overview.js';

const content: Readonly<Record<View, () => JSX.Element>> = {
  overview: OverviewView,
  ledger: later(viewNames.ledger, viewParts.ledger),
  entitlements: later(viewNames.entitlements, viewParts.entitlements),
  hood: later(viewNames.hood, viewParts.hood),
  own: later(viewNames.own, viewParts.own),
};

export function App(): JSX.Element {
  const { view } = route.value;
  const Content = content[view];
  useAnnounced(view);
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <Header view={view} />
      <main id="main" tabIndex={-1} key={view}>
        <Content />
      </main>
    </>
  );
}

function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

function Header({ view }: { readonly view: View }): JSX.Element {
  return (
    <header class="top">
      <a class="brand" href={hrefOf('overview')}>
        creditkit
      </a>
      <nav aria-label="Views">
        <ul>
          {views.map((name) => (
            <li key={name}>
              <a href={hrefOf(name)} aria-current={name === view ? 'page' : undefined}>
                {viewNames[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="origin small quiet" title={simulatorsOverHttp.value ? overHttp : inPage}>
        {simulatorsOverHttp.value
          ? 'Simulated vendors, real HTTP'
          : 'Simulated vendors, in this page'}
      </p>
      <button
        class="theme"
        type="button"
        onClick={nextTheme}
        aria-label={`Colours: ${theme.value}. Change.`}
      >
        <Icon name={theme.value} />
      </button>
    </header>
  );
}

const overHttp = 'Each vendor is a server on 127.0.0.1 that follows the vendor’s documents';
const inPage =
  'Each vendor is a server in this page that follows the vendor’s documents; nothing leaves the page';

/** Puts the view's name where browsers and screen readers look, once its content is there. */
function useAnnounced(view: View): void {
  const first = useRef(true);
  useLayoutEffect(() => {
    document.title = `${viewNames[view]} · creditkit`;
    if (!first.current) {
      scrollTo(0, 0);
      document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
    }
    first.current = false;
  }, [view]);
}
