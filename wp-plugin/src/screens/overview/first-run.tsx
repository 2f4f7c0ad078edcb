import { Button, Card, CardBody, CardHeader, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ConnectionsAnswer } from '@kontor/shared/api/connections';
import type { OverviewAnswer } from '@kontor/shared/api/overview';
import type { BridgeClient } from '../../bridge/ask.ts';
import { applyToAll, type BulkOutcome } from '../orders/bulk/apply.ts';
import type { OrderRow, PreviewAnswer } from '../orders/answers.ts';
import { customerOf, placedAt, numberOf, totalOf } from '../orders/facts.ts';
import { loadOrder, loadOrders } from '../orders/load.ts';
import { PlanPreview } from '../orders/panel/preview.tsx';
import { Link } from '../parts/link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateDot } from '../parts/state.tsx';
import { Time } from '../parts/time.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';

/**
 * The steps to the first document. Each is ticked off from the state of the shop, so somebody who leaves and comes back
 * sees the next step.
 */
export function FirstRun({ overview, onSent }: { overview: OverviewAnswer; onSent: () => void }) {
  const connection = overview.connections[0];
  return (
    <Card className="kontor-first">
      <CardHeader>
        <h3>{__('Your first document', 'kontor-bridge')}</h3>
      </CardHeader>
      <CardBody>
        <ol>
          <Step isDone title={__('The shop is paired with the bridge', 'kontor-bridge')} />
          <Step isDone title={__('The bridge answers signed requests', 'kontor-bridge')} />
          <Step isDone={connection !== undefined} title={__('Choose your system', 'kontor-bridge')}>
            {connection === undefined && (
              <Link to={{ tab: 'connections', params: {} }} className="components-button is-primary">
                {__('Choose your system', 'kontor-bridge')}
              </Link>
            )}
          </Step>
          <Step isDone={false} title={__('Try it with one order', 'kontor-bridge')}>
            {connection && <OneOrder connection={connection.id} onSent={onSent} />}
          </Step>
        </ol>
      </CardBody>
    </Card>
  );
}

function Step({ isDone, title, children }: { isDone: boolean; title: string; children?: React.ReactNode }) {
  return (
    <li>
      <StateDot tone={isDone ? 'done' : 'waiting'}>
        {title}
        <span className="screen-reader-text">
          {': '}
          {isDone ? __('done', 'kontor-bridge') : __('not yet', 'kontor-bridge')}
        </span>
      </StateDot>
      {children && <div className="kontor-step">{children}</div>}
    </li>
  );
}

/**
 * One order of the shop (the newest, until another is chosen) with a preview of its document and the button that sends
 * it.
 */
function OneOrder({ connection, onSent }: { connection: string; onSent: () => void }) {
  const { bridge, shop, format } = useSurroundings();
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [previewKind, setPreviewKind] = useState<PreviewAnswer['kind'] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [loaded, reload] = useAnswer(
    async (signal) => {
      const page = await loadOrders({ bridge, shop, signal }, {}, {});
      if (!page.ok) return page;
      const { rows } = page.value;
      const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null;
      return {
        ...page,
        value: { rows, row, isLeftOut: row !== null && (await isLeftOutAtFirst(bridge, row, connection, signal)) },
      };
    },
    `order ${chosen ?? ''}`,
  );
  if (loaded.kind === 'loading') return <Skeleton lines={3} />;
  if (loaded.kind === 'problem') return <Trouble problem={loaded.problem} onRetry={reload} />;
  const { rows, row, isLeftOut } = loaded.value;
  if (row === null)
    return <p>{__('The shop has no order yet. The first one will be sent automatically.', 'kontor-bridge')}</p>;
  const context = { bridge, shop, signal: new AbortController().signal, onProgress: () => undefined };
  const send = async () => {
    setBusy(true);
    let sent = await applyToAll(context, 'send', [row]);
    // The first call hands the order to the bridge. If a rule leaves the order out, a second call sends it all the
    // same.
    const latest = row.standing === null && sent.all[0]?.outcome === 'done' ? await loadOrder(context, row.id) : null;
    if (
      latest?.ok &&
      latest.value.standing?.documents.some(({ verbs, state }) => state === 'closed' && verbs.includes('send'))
    )
      sent = await applyToAll(context, 'send', [latest.value]);
    setBusy(false);
    setOutcome(sent.all[0] ?? null);
    reload();
    onSent();
  };
  const handToBridge = async () => {
    setBusy(true);
    const outcomes = await applyToAll(context, 'send', [row]);
    setBusy(false);
    setOutcome(outcomes.all.find(({ outcome: result }) => result !== 'done') ?? null);
    reload();
  };
  const at = placedAt(row);
  const total = totalOf(row);
  const amountOf = (order: OrderRow) => {
    const amount = totalOf(order);
    return amount === null ? '' : format.money(amount);
  };
  return (
    <>
      <p>
        <Link to={{ tab: 'orders', params: { order: row.id } }}>#{numberOf(row)}</Link> · {customerOf(row)}
        {total !== null && <> · {format.money(total)}</>}
        {at !== null && (
          <>
            {' · '}
            <Time at={at} />
          </>
        )}
      </p>
      {rows.length > 1 && (
        <SelectControl
          __next40pxDefaultSize
          __nextHasNoMarginBottom
          className="kontor-choose-order"
          label={__('Another order', 'kontor-bridge')}
          value={row.id}
          options={rows.map((order) => ({
            value: order.id,
            label: [`#${numberOf(order)}`, customerOf(order), amountOf(order)].filter(Boolean).join(' · '),
          }))}
          onChange={(id) => {
            setPreviewKind(null);
            setOutcome(null);
            setChosen(id);
          }}
        />
      )}
      {row.standing !== null && (
        <PlanPreview key={row.id} order={row.id} connection={connection} isOpen onKind={setPreviewKind} />
      )}
      {isLeftOut && (
        <Button variant="primary" isBusy={isBusy} disabled={isBusy} onClick={() => void handToBridge()}>
          {__('Preview', 'kontor-bridge')}
        </Button>
      )}
      {/* With a gap, no document can be made yet. The preview says how to close the gap. */}
      {!isLeftOut && (row.standing === null || previewKind === 'plan') && (
        <Button variant="primary" isBusy={isBusy} disabled={isBusy} onClick={() => void send()}>
          {/* translators: %s: number of an order */}
          {sprintf(__('Send order #%s', 'kontor-bridge'), numberOf(row))}
        </Button>
      )}
      <div aria-live="polite">
        {outcome?.outcome === 'done' && (
          <StateDot tone="waiting">
            {__('On its way. It will appear here as soon as it is in the office.', 'kontor-bridge')}
          </StateDot>
        )}
        {outcome && outcome.outcome !== 'done' && (
          <Trouble problem={{ code: outcome.code, title: '', cause: outcome.why, remedy: '' }} />
        )}
      </div>
    </>
  );
}

/**
 * Whether the bridge does not have the order, and would leave it out as older than the connection's start. Then the
 * order can be handed to the bridge for a preview without being sent.
 */
async function isLeftOutAtFirst(
  bridge: BridgeClient,
  row: OrderRow,
  connection: string,
  signal: AbortSignal,
): Promise<boolean> {
  const at = placedAt(row);
  if (!row.isUnknown || at === null) return false;
  const answer = await bridge.ask('GET', '/connections', { signal, read: (value) => value as ConnectionsAnswer });
  const view = answer.ok ? answer.value.connections.find(({ connection: id }) => id === connection) : undefined;
  return Boolean(view?.activeFrom && new Date(at) < new Date(view.activeFrom));
}
