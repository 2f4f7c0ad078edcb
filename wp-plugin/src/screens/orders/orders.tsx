import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { Link } from '../parts/link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useConnections, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';
import { BackFill } from './back-fill/back-fill.tsx';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { Summary } from './bulk/summary.tsx';
import { forgetOutcomes, rememberedOutcomes, rememberOutcomes } from './bulk/remember.ts';
import type { BulkOutcomes } from './bulk/apply.ts';
import { FilterBar } from './filter-bar.tsx';
import { filtersOf } from './filters.ts';
import { OrderTable } from './order-table.tsx';
import { loadOrders, type OrdersPage } from './load.ts';
import { OrderPanel } from './panel/order-panel.tsx';
import { TaskPanel } from './panel/task-panel.tsx';
import { TaskList } from './tasks/task-list.tsx';

/** The screen Orders: the list of orders, or the list of tasks if the address names it. */
export default function Orders() {
  const { place } = useSurroundings();
  return (
    <div className="kontor-screen kontor-orders">
      <h2 className="screen-reader-text">{__('Orders', 'kontor-bridge')}</h2>
      {place.params['tasks'] === undefined ? <OrderList /> : <TaskList />}
    </div>
  );
}

/** WooCommerce's orders, each with its documents in the office, and the actions on them. */
function OrderList() {
  const { bridge, shop, settings, place } = useSurroundings();
  const connections = useConnections();
  const filters = filtersOf(place);
  const { paged, after, order, task } = place.params;
  const about = JSON.stringify([filters, paged, after]);
  const [loaded, reload] = useAnswer(
    (signal) => loadOrders({ bridge, shop, signal }, filters, { paged, after }),
    about,
  );
  const [outcomes, setOutcomes] = useState<BulkOutcomes | null>(() => rememberedOutcomes(settings));
  const onOutcomes = (latest: BulkOutcomes) => {
    rememberOutcomes(settings, latest);
    setOutcomes(latest);
    reload();
  };
  return (
    <>
      <p>
        <Link to={{ tab: 'orders', params: { tasks: 'open' } }}>{__('Tasks', 'kontor-bridge')}</Link>
      </p>
      <BackFill onProgress={reload} />
      <FilterBar connections={connections ?? []} />
      {outcomes && (
        <Summary
          outcomes={outcomes}
          onDismiss={() => {
            forgetOutcomes(settings);
            setOutcomes(null);
          }}
        />
      )}
      {(loaded.kind === 'loading' || (loaded.kind === 'answer' && !connections)) && <Skeleton lines={14} />}
      {loaded.kind === 'problem' && <Trouble problem={loaded.problem} onRetry={reload} />}
      {loaded.kind === 'answer' && connections && (
        <>
          {loaded.problem && <Trouble problem={loaded.problem} onRetry={reload} />}
          {loaded.value.problem && <Trouble problem={loaded.value.problem} onRetry={reload} />}
          <Rows
            key={about}
            orders={loaded.value}
            connections={connections}
            isOld={loaded.isOld}
            reload={reload}
            onOutcomes={onOutcomes}
          />
        </>
      )}
      {order && connections ? (
        <OrderPanel key={order} id={order} connections={connections} onChange={reload} />
      ) : (
        task && <TaskPanel key={task} id={task} onChange={reload} />
      )}
    </>
  );
}

function Rows({
  orders,
  connections,
  isOld,
  reload,
  onOutcomes,
}: {
  orders: OrdersPage;
  connections: readonly OverviewConnection[];
  isOld: boolean;
  reload: () => void;
  onOutcomes: (outcomes: BulkOutcomes) => void;
}) {
  const { place, format } = useSurroundings();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (orders.rows.length === 0) return <Nothing next={orders.next} />;
  const { paged: _paged, after: _after, ...kept } = place.params;
  return (
    <>
      <BulkBar
        rows={orders.rows.filter(({ id }) => chosen.has(id))}
        onChooseAll={() => setChosen(new Set(orders.rows.map(({ id }) => id)))}
        onDone={(outcomes) => {
          setChosen(new Set());
          onOutcomes(outcomes);
        }}
      />
      <OrderTable rows={orders.rows} connections={connections} chosen={chosen} onChoose={setChosen} />
      <div className="kontor-row kontor-pages">
        {orders.total !== null && (
          <span className="kontor-muted">
            {sprintf(
              /* translators: %s: number of orders */
              _n('%s order', '%s orders', orders.total, 'kontor-bridge'),
              format.number(orders.total),
            )}
          </span>
        )}
        {(place.params['paged'] || place.params['after']) && (
          <Link to={{ tab: 'orders', params: kept }}>{__('First page', 'kontor-bridge')}</Link>
        )}
        {orders.next && (
          <Link to={{ tab: 'orders', params: { ...kept, ...orders.next } }}>{__('Next page', 'kontor-bridge')}</Link>
        )}
        <Button variant="tertiary" isBusy={isOld} onClick={reload}>
          {__('Refresh', 'kontor-bridge')}
        </Button>
      </div>
    </>
  );
}

/** What the list shows if it has no order. */
function Nothing({ next }: { next: OrdersPage['next'] }) {
  const { place } = useSurroundings();
  const isFiltered = Object.keys(filtersOf(place)).length > 0;
  return (
    <div className="kontor-nothing">
      <p>
        {isFiltered
          ? next
            ? __('None of the orders searched so far matches these filters.', 'kontor-bridge')
            : __('No order matches these filters.', 'kontor-bridge')
          : __(
              'Once the first order is placed, your shop’s orders will appear here, each with its document in the office.',
              'kontor-bridge',
            )}
      </p>
      {next && (
        <Link to={{ tab: 'orders', params: { ...place.params, ...next } }} className="components-button is-secondary">
          {__('Search further', 'kontor-bridge')}
        </Link>
      )}
    </div>
  );
}
