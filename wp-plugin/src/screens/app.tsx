import { Suspense, lazy, useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { createBridge } from '../bridge/ask.ts';
import { nonceFrom } from '../bridge/nonce.ts';
import { usePlace, type Tab } from './address.ts';
import { formatOf } from './format.ts';
import type { PageSettings } from './page-settings.ts';
import { Overview } from './overview/overview.tsx';
import { Boundary } from './parts/boundary.tsx';
import { Link } from './parts/link.tsx';
import { Skeleton } from './parts/skeleton.tsx';
import { shopRoutesOf } from './shop-routes.ts';
import { SurroundingsProvider, useSurroundings, type Surroundings } from './surroundings.ts';

const Orders = lazy(() => import('./orders/orders.tsx'));
const Articles = lazy(() => import('./articles/articles.tsx'));
const Connections = lazy(() => import('./connections/connections.tsx'));
const Log = lazy(() => import('./log/log.tsx'));

const screens: Readonly<Record<Tab, React.ComponentType>> = {
  overview: Overview,
  orders: Orders,
  articles: Articles,
  connections: Connections,
  log: Log,
};

/** The plugin's page once the shop is paired: the tabs, and the screen of the chosen tab. */
export function App({ settings }: { settings: PageSettings }) {
  const [place, go] = usePlace();
  const { bridge, format, shop } = useMemo(() => {
    const nonce = nonceFrom(settings.nonce);
    return {
      bridge: createBridge(
        {
          shop: settings.shop,
          bridge: settings.bridge,
          ...settings.routes,
          nonce,
          language: settings.language,
        },
        __,
      ),
      shop: shopRoutesOf(settings.routes, nonce),
      format: formatOf(settings.language, settings.timeZone),
    };
  }, [settings]);
  const surroundings: Surroundings = { settings, bridge, shop, format, place, go };
  const tab = place.tab === 'connections' && settings.may !== 'admin' ? 'overview' : place.tab;
  const Screen = screens[tab];
  return (
    <SurroundingsProvider value={surroundings}>
      <Tabs current={tab} />
      {/* The key makes a new boundary for each tab: a failed screen does not keep the other tabs from showing. */}
      <Boundary key={tab}>
        <Suspense fallback={<Skeleton lines={8} />}>
          <Screen />
        </Suspense>
      </Boundary>
    </SurroundingsProvider>
  );
}

function Tabs({ current }: { current: Tab }) {
  const { settings } = useSurroundings();
  const names: Readonly<Record<Tab, string>> = {
    overview: __('Overview', 'kontor-bridge'),
    orders: __('Orders', 'kontor-bridge'),
    articles: __('Articles', 'kontor-bridge'),
    connections: __('Connections', 'kontor-bridge'),
    log: __('Log', 'kontor-bridge'),
  };
  const visible = (Object.keys(names) as Tab[]).filter((tab) => tab !== 'connections' || settings.may === 'admin');
  return (
    <nav className="nav-tab-wrapper woo-nav-tab-wrapper" aria-label="Kontor">
      {visible.map((tab) => (
        <Link
          key={tab}
          to={{ tab, params: {} }}
          className={`nav-tab${tab === current ? ' nav-tab-active' : ''}`}
          isCurrent={tab === current}
        >
          {names[tab]}
        </Link>
      ))}
      {settings.may === 'admin' && (
        <a href={settings.pages.settings} className="nav-tab">
          {__('Settings', 'kontor-bridge')}
        </a>
      )}
    </nav>
  );
}
