import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { StandingDocument } from '@kontor/shared/api/standings';
import { Link } from '../../parts/link.tsx';
import { RemedyText } from '../../parts/remedy.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { DocumentState, toneOf } from '../../parts/state.tsx';
import { Code, Trouble } from '../../parts/trouble.tsx';
import { nameOfConnection, type OverviewConnection } from '../../parts/use-connections.ts';
import { useSurroundings } from '../../surroundings.ts';
import { useReloadWhen } from '../../use-reload-when.ts';
import { useAnswer } from '../../use-answer.ts';
import type { DocumentDetail, GapAnswer } from '../answers.ts';
import { kindInWords } from '../kinds.ts';
import { wayToFix } from '../fixes.ts';
import { SupportDetails } from './details.tsx';
import { DescribedLines, VatTable } from './lines.tsx';
import { PlanPreview } from './preview.tsx';
import { TaskCard } from './task-card.tsx';
import { VerbButtons } from './verb-buttons.tsx';

/** One document: its state, the cause, the actions, and, when unfolded, its lines and what was sent and answered. */
export function DocumentCard({
  order,
  document,
  connections,
  isAlone,
  onChange,
}: {
  order: string;
  document: StandingDocument;
  connections: readonly OverviewConnection[];
  /** Whether it is the order's only document. Then it starts unfolded. */
  isAlone: boolean;
  onChange: (message: string) => void;
}) {
  const { place } = useSurroundings();
  const { transfer, connection, system, kind, state, reason, cause, remedy } = document;
  const office = nameOfConnection(connections, { connection, system });
  const [isOpen, setOpen] = useState(isAlone || state === 'blocked' || place.params['document'] === String(transfer));
  /* translators: 1: what a document is, such as Refund, 2: name of the office's program */
  const title = sprintf(__('%1$s in %2$s', 'kontor-bridge'), kindInWords(kind), office);
  return (
    <section className="kontor-card" aria-label={title}>
      <h2>{title}</h2>
      <DocumentState standing={{ ...document, title: null }} office={office} />
      {cause && (state !== 'done' || remedy) && (
        <div className={`kontor-cause kontor-cause-${toneOf(document)}`}>
          <p>
            {cause} <RemedyText text={remedy} />
          </p>
          <div className="kontor-row">
            <FixLink code={reason} connection={connection} order={order} isMain />
            <Code text={reason} />
          </div>
        </div>
      )}
      <Sums document={document} office={office} />
      <OfficeProgress document={document} />
      <VerbButtons
        document={document}
        office={office}
        hasMain={Boolean(cause) && wayToFix(reason, connection) === null}
        onChange={onChange}
      />
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{__('Line by line, and what was sent', 'kontor-bridge')}</summary>
        {isOpen && <DocumentInside order={order} document={document} onChange={onChange} />}
      </details>
    </section>
  );
}

/** A link to where a problem is fixed. */
export function FixLink({
  code,
  connection,
  order,
  isMain = false,
}: {
  code: string;
  connection: string;
  order: string;
  /** Whether the link is the main button of its card. */
  isMain?: boolean;
}) {
  const { settings } = useSurroundings();
  const way = wayToFix(code, connection);
  if (!way) return null;
  const className = `components-button ${isMain ? 'is-primary' : 'is-secondary'}`;
  if ('order' in way)
    return (
      <a href={settings.pages.order.replace('ORDER', order)} className={className}>
        {way.label}
      </a>
    );
  if (settings.may !== 'admin')
    return <span className="kontor-muted">{__('A shop manager can fix this.', 'kontor-bridge')}</span>;
  return (
    <Link to={way.to} className={className}>
      {way.label}
    </Link>
  );
}

/** The document's total in the shop, and its total in the office if that differs. */
function Sums({ document: { total, targetTotal }, office }: { document: StandingDocument; office: string }) {
  const { format } = useSurroundings();
  if (!total) return null;
  if (!targetTotal || targetTotal === total) return <p className="kontor-sums">{format.money(total)}</p>;
  return (
    <p className="kontor-sums kontor-differs">
      {sprintf(
        /* translators: 1: an amount, 2: name of the office's program, 3: another amount */
        __('%1$s in the shop, %3$s in %2$s', 'kontor-bridge'),
        format.money(total),
        office,
        format.money(targetTotal),
      )}
    </p>
  );
}

/** What the office has done with the document since it was made. */
function OfficeProgress({ document: { office } }: { document: StandingDocument }) {
  const { format } = useSurroundings();
  const news = [
    /* translators: %s: number of an invoice */
    office.invoiceNumber && sprintf(__('Invoice %s', 'kontor-bridge'), office.invoiceNumber),
    /* translators: %s: a day */
    office.sentAt && sprintf(__('sent on %s', 'kontor-bridge'), format.day(office.sentAt)),
    /* translators: %s: a day */
    office.paidAt && sprintf(__('paid on %s', 'kontor-bridge'), format.day(office.paidAt)),
  ].filter(Boolean);
  return news.length === 0 ? null : <p className="kontor-muted">{news.join(' · ')}</p>;
}

/** The unfolded part of the card. It is loaded when somebody unfolds it. */
function DocumentInside({
  order,
  document,
  onChange,
}: {
  order: string;
  document: StandingDocument;
  onChange: (message: string) => void;
}) {
  const { bridge, place } = useSurroundings();
  const { transfer, state, reason, changedAt } = document;
  const [loaded, reload] = useAnswer(
    (signal) =>
      bridge.ask<DocumentDetail>('GET', `/transfers/${transfer}`, {
        read: (value) => value as DocumentDetail,
        signal,
      }),
    String(transfer),
  );
  useReloadWhen(`${state} ${reason} ${changedAt}`, reload);
  if (loaded.kind === 'loading') return <Skeleton lines={6} />;
  if (loaded.kind === 'problem') return <Trouble problem={loaded.problem} onRetry={reload} />;
  const detail = loaded.value;
  const isMade = state === 'done' || detail.vat.length > 0;
  return (
    <>
      {detail.tasks.map((task) => (
        <TaskCard key={task.id} task={task} onChange={onChange} />
      ))}
      <Gaps gaps={detail.gaps ?? []} connection={document.connection} order={order} exceptCode={document.reason} />
      {(detail.notes ?? []).map((note) => (
        <p key={note} className="kontor-muted">
          {note}
        </p>
      ))}
      {detail.described && (
        <DescribedLines described={detail.described} total={detail.total} isMade={state === 'done'} />
      )}
      {detail.vat.length > 0 && <VatTable vat={detail.vat} />}
      {!isMade && document.kind === 'order' && <PlanPreview order={order} connection={document.connection} />}
      <SupportDetails detail={detail} isOpen={place.params['document'] === String(transfer)} />
    </>
  );
}

/** Every gap, with a link to where it is closed. */
export function Gaps({
  gaps,
  connection,
  order,
  exceptCode,
}: {
  gaps: readonly GapAnswer[];
  connection: string;
  order: string;
  /** The code that is shown above already. */
  exceptCode?: string;
}) {
  const gapsToShow = gaps.length === 1 && gaps[0]?.code === exceptCode ? [] : gaps;
  if (gapsToShow.length === 0) return null;
  return (
    <ul className="kontor-list kontor-gaps">
      {gapsToShow.map(({ code, cause, remedy }) => (
        <li key={`${code} ${cause}`} className="kontor-line">
          <div>
            {cause} <code>{code}</code> <RemedyText text={remedy} />
          </div>
          <FixLink code={code} connection={connection} order={order} />
        </li>
      ))}
    </ul>
  );
}
