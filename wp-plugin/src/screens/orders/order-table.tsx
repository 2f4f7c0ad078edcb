import { CheckboxControl } from '@wordpress/components';
import { __, _x, sprintf } from '@wordpress/i18n';
import type { StandingDocument } from '@kontor/shared/api/standings';
import { Link } from '../parts/link.tsx';
import { DocumentState, StateDot } from '../parts/state.tsx';
import { Time } from '../parts/time.tsx';
import { nameOfConnection, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings } from '../surroundings.ts';
import type { OrderRow } from './answers.ts';
import { customerOf, placedAt, numberOf, totalOf } from './facts.ts';
import { kindInWords } from './kinds.ts';
import { wayToFix } from './fixes.ts';

interface Column {
  readonly connection: string;
  readonly name: string;
}

/** The table of orders, with one column for each connection. On a phone each order is a card. */
export function OrderTable({
  rows,
  connections,
  chosen,
  onChoose,
}: {
  rows: readonly OrderRow[];
  connections: readonly OverviewConnection[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const columns = columnsOf(rows, connections);
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const now = new Set(chosen);
    for (const id of ids)
      if (isChosen) now.add(id);
      else now.delete(id);
    onChoose(now);
  };
  const all = rows.map(({ id }) => id);
  const isAll = all.every((id) => chosen.has(id));
  return (
    <table className="kontor-table kontor-order-table widefat striped">
      <thead>
        <tr>
          <td className="kontor-choice">
            <CheckboxControl
              __nextHasNoMarginBottom
              aria-label={__('Choose all on this page', 'kontor-bridge')}
              checked={isAll}
              indeterminate={chosen.size > 0 && !isAll}
              onChange={(isChosen) => choose(all, isChosen)}
            />
          </td>
          <th scope="col">{_x('Order', 'of the shop', 'kontor-bridge')}</th>
          <th scope="col">{__('Date', 'kontor-bridge')}</th>
          <th scope="col">{__('Customer', 'kontor-bridge')}</th>
          <th scope="col" className="kontor-figure">
            {__('Total', 'kontor-bridge')}
          </th>
          {columns.map(({ connection, name }) => (
            <th key={connection} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            columns={columns}
            isChosen={chosen.has(row.id)}
            onChoose={(isChosen) => choose([row.id], isChosen)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  row,
  columns,
  isChosen,
  onChoose,
}: {
  row: OrderRow;
  columns: readonly Column[];
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}) {
  const { place, format, settings } = useSurroundings();
  const number = numberOf(row);
  const at = placedAt(row);
  const total = totalOf(row);
  const status = row.shop?.status ?? row.standing?.status ?? '';
  return (
    <tr className={place.params['order'] === row.id ? 'kontor-open' : undefined}>
      <td className="kontor-choice">
        <CheckboxControl
          __nextHasNoMarginBottom
          /* translators: %s: number of an order */
          aria-label={sprintf(__('Choose order %s', 'kontor-bridge'), number)}
          checked={isChosen}
          onChange={onChoose}
        />
      </td>
      <th scope="row" data-label={_x('Order', 'of the shop', 'kontor-bridge')}>
        <Link to={{ tab: 'orders', params: { ...place.params, order: row.id } }}>#{number}</Link>{' '}
        <span className="kontor-muted">{settings.statuses[status] ?? status}</span>
      </th>
      <td data-label={__('Date', 'kontor-bridge')}>{at && <Time at={at} />}</td>
      <td data-label={__('Customer', 'kontor-bridge')}>{customerOf(row)}</td>
      <td data-label={__('Total', 'kontor-bridge')} className="kontor-figure">
        {total && format.money(total)}
      </td>
      {columns.map(({ connection, name }) => (
        <td key={connection} data-label={name}>
          <Standing row={row} connection={connection} office={name} />
        </td>
      ))}
    </tr>
  );
}

/** How an order stands at one connection: its own document, and other documents that are not finished. */
function Standing({ row, connection, office }: { row: OrderRow; connection: string; office: string }) {
  const { standing } = row;
  if (!standing && !row.isUnknown)
    return <span className="kontor-muted">{__('Not known at present', 'kontor-bridge')}</span>;
  if (!standing) return <StateDot tone="closed">{__('Not at the bridge yet: can be sent', 'kontor-bridge')}</StateDot>;
  if (standing.problem)
    return <StateDot tone="blocked">{__('Needs you: the order cannot be read', 'kontor-bridge')}</StateDot>;
  const documents = standing.documents.filter((document) => document.connection === connection);
  const own = documents.filter(({ kind }) => kind === 'order');
  const open = documents.filter(({ kind, state }) => kind !== 'order' && state !== 'done' && state !== 'closed');
  if (documents.length === 0) return <span className="kontor-muted">{__('No document', 'kontor-bridge')}</span>;
  return (
    <>
      {own.map((document) => (
        <div key={document.transfer}>
          <ShortState document={document} office={office} />
          <FixPlaceLink document={document} order={row.id} />
        </div>
      ))}
      {open.map((document) => (
        <div key={document.transfer} className="kontor-beside">
          {kindInWords(document.kind)}: <ShortState document={document} office={office} />
          <FixPlaceLink document={document} order={row.id} />
        </div>
      ))}
    </>
  );
}

/** For a blocked document, a link to where it is fixed: a section of its connection, or the order's panel. */
function FixPlaceLink({
  document: { state, reason, connection, transfer },
  order,
}: {
  document: StandingDocument;
  order: string;
}) {
  const { place, settings } = useSurroundings();
  if (state !== 'blocked') return null;
  const way = settings.may === 'admin' ? wayToFix(reason, connection) : null;
  return (
    <div>
      {way && 'to' in way ? (
        <Link to={way.to}>{way.label}</Link>
      ) : (
        <Link to={{ tab: 'orders', params: { ...place.params, order, document: String(transfer) } }}>
          {__('Fix it', 'kontor-bridge')}
        </Link>
      )}
    </div>
  );
}

/** The state in one line. The full cause appears on hover, and in the order's panel. */
export const ShortState = ({ document, office }: { document: StandingDocument; office: string }) => (
  <span className="kontor-short" title={document.cause ?? undefined}>
    <DocumentState standing={document} office={office} />
  </span>
);

/** The shop's connections, and after them removed connections that have documents of these orders. */
function columnsOf(rows: readonly OrderRow[], connections: readonly OverviewConnection[]): Column[] {
  const documents = rows.flatMap(({ standing }) => standing?.documents ?? []);
  const ids = [...new Set([...connections.map(({ id }) => id), ...documents.map(({ connection }) => connection)])];
  if (ids.length === 0) return [{ connection: '', name: __('Office', 'kontor-bridge') }];
  return ids.map((connection) => ({
    connection,
    name: nameOfConnection(connections, {
      connection,
      system: documents.find((document) => document.connection === connection)?.system ?? null,
    }),
  }));
}
