import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { JournalAnswer, JournalLine } from '@kontor/shared/api/journal';
import { Link } from '../parts/link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Time } from '../parts/time.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { nameOfConnection, useConnections, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';
import { actorInWords } from './actor.ts';
import { CopyButton } from './copy-for-support.tsx';
import { LogFilterBar } from './filter-bar.tsx';
import { logFiltersOf } from './filters.ts';
import { linesForSupport } from './support.ts';

const linesPerPage = 50;

/** What happened, newest first, in plain words. */
export default function LogTab() {
  const { bridge, place, settings } = useSurroundings();
  const connections = useConnections();
  const filters = logFiltersOf(place);
  const { after } = place.params;
  const [loaded, reload] = useAnswer(
    (signal) =>
      bridge.ask<JournalAnswer>('GET', '/journal', {
        query: { ...filters, after, limit: String(linesPerPage) },
        read: (value) => value as JournalAnswer,
        signal,
      }),
    JSON.stringify([filters, after]),
  );
  return (
    <div className="kontor-screen kontor-log">
      <h2 className="screen-reader-text">{__('Log', 'kontor-bridge')}</h2>
      <LogFilterBar connections={connections ?? []} />
      {loaded.kind === 'loading' && <Skeleton lines={14} />}
      {loaded.kind === 'problem' && <Trouble problem={loaded.problem} onRetry={reload} />}
      {loaded.kind === 'answer' && (
        <>
          {loaded.problem && <Trouble problem={loaded.problem} onRetry={reload} />}
          {loaded.value.lines.length === 0 ? (
            <Nothing isFiltered={Object.keys(filters).length > 0} />
          ) : (
            <ol className="kontor-lines-of-log">
              {[...loaded.value.lines].reverse().map((line, index) => (
                <Line key={`${line.at} ${index}`} line={line} connections={connections ?? []} />
              ))}
            </ol>
          )}
          <div className="kontor-row kontor-pages">
            {after && <Link to={{ tab: 'log', params: filters }}>{__('Newest', 'kontor-bridge')}</Link>}
            {loaded.value.next && (
              <Link to={{ tab: 'log', params: { ...filters, after: loaded.value.next } }}>
                {__('Older', 'kontor-bridge')}
              </Link>
            )}
            <Button variant="tertiary" isBusy={loaded.isOld} onClick={reload}>
              {__('Refresh', 'kontor-bridge')}
            </Button>
          </div>
          {loaded.value.lines.length > 0 && (
            <CopyButton
              text={() => linesForSupport(loaded.value.lines, settings.version, new Date().toISOString())}
              note={__('Copies these lines, without names of people.', 'kontor-bridge')}
            />
          )}
        </>
      )}
    </div>
  );
}

const Nothing = ({ isFiltered }: { isFiltered: boolean }) => (
  <p className="kontor-nothing">
    {isFiltered
      ? __('Nothing of this kind has happened.', 'kontor-bridge')
      : __('Once the first order is placed, each line here will say what happened to an order.', 'kontor-bridge')}
  </p>
);

/** One line: what happened and who did it, with links to the order and to all lines of the same request. */
function Line({ line, connections }: { line: JournalLine; connections: readonly OverviewConnection[] }) {
  const office = nameOfConnection(connections, line);
  const order = line.orderId;
  return (
    <li>
      <Time at={line.at} />
      <div>
        {order && (
          <>
            <Link
              to={{
                tab: 'orders',
                params: { order, ...(line.transfer === null ? {} : { document: String(line.transfer) }) },
              }}
            >
              #{line.order ?? order}
            </Link>{' '}
          </>
        )}
        {line.text}
        <span className="kontor-muted">
          {[office, actorInWords(line.actor)].filter(Boolean).join(' · ')} · <code>{line.code}</code>
          {line.correlationId && (
            <>
              {' · '}
              <Link to={{ tab: 'log', params: { correlation: line.correlationId } }}>
                <span className="screen-reader-text">{__('Everything with the id', 'kontor-bridge')} </span>
                <code title={line.correlationId}>{line.correlationId.slice(0, 8)}</code>
              </Link>
            </>
          )}
        </span>
      </div>
    </li>
  );
}
