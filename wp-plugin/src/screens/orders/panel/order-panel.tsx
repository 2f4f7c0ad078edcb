import { Button, Modal } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { StandingDocument } from '@kontor/shared/api/standings';
import { Skeleton } from '../../parts/skeleton.tsx';
import { StateDot } from '../../parts/state.tsx';
import { Time } from '../../parts/time.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { OverviewConnection } from '../../parts/use-connections.ts';
import type { PluginProblem } from '../../shop-routes.ts';
import { useSurroundings } from '../../surroundings.ts';
import { useAnswer } from '../../use-answer.ts';
import type { OrderRow } from '../answers.ts';
import type { SentAnswer } from '../bulk/apply.ts';
import { customerOf, placedAt, numberOf, totalOf } from '../facts.ts';
import { loadOrder } from '../load.ts';
import { DocumentCard } from './document-card.tsx';
import { PlanPreview } from './preview.tsx';
import { TaskById } from './task-card.tsx';
import { Timeline } from './timeline.tsx';

/** How often to reload while a document is on its way. */
const pollMilliseconds = 4000;

/** One order: its documents with their actions, previews of documents that do not exist yet, and what happened. */
export function OrderPanel({
  id,
  connections,
  onChange,
}: {
  id: string;
  connections: readonly OverviewConnection[];
  onChange: () => void;
}) {
  const { bridge, shop, place, go } = useSurroundings();
  const [loaded, reload] = useAnswer((signal) => loadOrder({ bridge, shop, signal }, id), id);
  const [message, setMessage] = useState('');
  const onChanged = (latest: string) => {
    setMessage(latest);
    reload();
    onChange();
  };
  const isOnItsWay =
    loaded.kind === 'answer' && (loaded.value.standing?.documents ?? []).some((document) => movesByItself(document));
  useEffect(() => {
    if (!isOnItsWay) return undefined;
    const timer = setInterval(reload, pollMilliseconds);
    return () => {
      clearInterval(timer);
      // Once the document has arrived, the message that it is on its way no longer fits.
      setMessage('');
    };
  }, [isOnItsWay, reload]);
  const close = () => {
    const { order: _order, document: _document, task: _task, ...params } = place.params;
    go({ tab: 'orders', params });
  };
  const number = loaded.kind === 'answer' ? numberOf(loaded.value) : id;
  return (
    <Modal
      /* translators: %s: number of an order */
      title={sprintf(__('Order #%s', 'kontor-bridge'), number)}
      onRequestClose={close}
      className="kontor-panel"
    >
      <p className="kontor-said" role="status">
        {message}
      </p>
      {loaded.kind === 'loading' && <Skeleton lines={10} />}
      {loaded.kind === 'problem' && <Trouble problem={loaded.problem} onRetry={reload} />}
      {loaded.kind === 'answer' && (
        <>
          {[loaded.problem, loaded.value.problem].map(
            (problem) => problem && <Trouble key={problem.code} problem={problem} onRetry={reload} />,
          )}
          <Facts row={loaded.value} />
          {place.params['task'] && <TaskById id={place.params['task']} onChange={onChanged} />}
          <Documents row={loaded.value} connections={connections} onChange={onChanged} />
          {loaded.value.standing && <Timeline order={id} asOf={JSON.stringify(loaded.value.standing)} />}
        </>
      )}
    </Modal>
  );
}

const movesByItself = ({ state, reason }: StandingDocument): boolean =>
  state === 'sending' || ((state === 'waiting' || state === 'in_doubt') && !reason.startsWith('held.'));

function Facts({ row }: { row: OrderRow }) {
  const { format, settings } = useSurroundings();
  const at = placedAt(row);
  const total = totalOf(row);
  const status = row.shop?.status ?? row.standing?.status ?? '';
  return (
    <p className="kontor-facts">
      <span>{customerOf(row)}</span>
      {at && <Time at={at} />}
      {total && <strong>{format.money(total)}</strong>}
      <span>{settings.statuses[status] ?? status}</span>
      {row.shop && (
        <a href={settings.pages.order.replace('ORDER', row.id)}>{__('Open in WooCommerce', 'kontor-bridge')}</a>
      )}
    </p>
  );
}

function Documents({
  row,
  connections,
  onChange,
}: {
  row: OrderRow;
  connections: readonly OverviewConnection[];
  onChange: (message: string) => void;
}) {
  const { standing } = row;
  if (!standing) return row.isUnknown ? <UnknownOrder row={row} onChange={onChange} /> : null;
  const withoutDocument = connections.filter(
    ({ id }) => !standing.documents.some(({ connection, kind }) => connection === id && kind === 'order'),
  );
  return (
    <>
      {standing.problem && <Trouble problem={standing.problem} />}
      {standing.documents.map((document) => (
        <DocumentCard
          key={document.transfer}
          order={row.id}
          document={document}
          connections={connections}
          isAlone={standing.documents.length === 1}
          onChange={onChange}
        />
      ))}
      {withoutDocument.map(({ id, label }) => (
        <section key={id} className="kontor-card" aria-label={label}>
          <h2>{label}</h2>
          <p>{__('This system has no document of this order.', 'kontor-bridge')}</p>
          <PlanPreview order={row.id} connection={id} />
        </section>
      ))}
      {standing.documents.length === 0 && connections.length === 0 && (
        <p>{__('The bridge keeps the order until an office program is connected.', 'kontor-bridge')}</p>
      )}
    </>
  );
}

/** An order that the bridge never had, such as an order from before the shop was paired. */
function UnknownOrder({ row, onChange }: { row: OrderRow; onChange: (message: string) => void }) {
  const { shop } = useSurroundings();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<PluginProblem | null>(null);
  const send = () => {
    setSending(true);
    setProblem(null);
    void shop.ask<SentAnswer>('own', 'send', { body: { ids: [Number(row.id)] } }).then((answer) => {
      setSending(false);
      const result = answer.ok ? answer.value.orders[0] : undefined;
      if (!answer.ok) setProblem(answer.problem);
      else if (result?.outcome === 'sent') onChange(__('The bridge has the order.', 'kontor-bridge'));
      else if (result?.problem) setProblem(result.problem);
      else onChange(__('The order waits in the shop and is sent automatically.', 'kontor-bridge'));
    });
  };
  return (
    <section className="kontor-card">
      <StateDot tone="closed">{__('Not at the bridge yet: can be sent', 'kontor-bridge')}</StateDot>
      <p>
        {__(
          'The bridge does not have this order. That is usual for orders from before the shop was paired. Once you send it, you can see a preview, and the rules of each connection decide whether a document is made.',
          'kontor-bridge',
        )}
      </p>
      {problem && <Trouble problem={{ title: '', ...problem }} />}
      <Button variant="primary" isBusy={isSending} disabled={isSending} onClick={send}>
        {__('Send', 'kontor-bridge')}
      </Button>
    </section>
  );
}
