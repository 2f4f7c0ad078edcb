import { Button, Card, CardBody } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { BridgeProblem } from '../../bridge/ask.ts';
import { Link } from '../parts/link.tsx';
import { inShort } from '../parts/short.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateDot } from '../parts/state.tsx';
import { Time } from '../parts/time.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { nameOfConnection, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';
import { useReloadWhen } from '../use-reload-when.ts';
import { loadReadings, type ConnectionReading } from './load-runs.ts';

const millisecondsBetweenLooks = 5000;

/**
 * When the articles of each office were last read, and what was refused, with the button that has everything read
 * again. `onRead` is called when another run has ended.
 */
export function Readings({
  connections,
  onRead,
}: {
  /** Null while they load. */
  connections: readonly OverviewConnection[] | null;
  onRead: () => void;
}) {
  const { bridge } = useSurroundings();
  const [loaded, reload] = useAnswer((signal) => loadReadings(bridge, signal), 'readings');
  if (loaded.kind === 'loading' || connections === null) return <Skeleton lines={2} />;
  if (loaded.kind === 'problem') return <Trouble problem={loaded.problem} onRetry={reload} />;
  // The runs of a connection that was removed are still listed.
  const readings = loaded.value.filter(({ connection }) => connections.some(({ id }) => id === connection));
  if (readings.length === 0) return null;
  return (
    <>
      {loaded.problem && <Trouble problem={loaded.problem} onRetry={reload} />}
      <LoadedReadings readings={readings} connections={connections} reload={reload} onRead={onRead} />
    </>
  );
}

function LoadedReadings({
  readings,
  connections,
  reload,
  onRead,
}: {
  readings: readonly ConnectionReading[];
  connections: readonly OverviewConnection[];
  reload: () => void;
  onRead: () => void;
}) {
  const { bridge, settings } = useSurroundings();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<BridgeProblem | null>(null);
  /** The newest run over everything when somebody asked for another one; null if nobody has. */
  const [askedAfter, setAskedAfter] = useState<number | null>(null);
  const newestWhole = Math.max(0, ...readings.map(({ whole }) => whole?.id ?? 0));
  const isAwaited = askedAfter !== null && newestWhole <= askedAfter;
  const isReading = isAwaited || readings.some(({ newest }) => newest.state === 'running');
  useReloadWhen(readings.map(({ ended }) => ended?.id ?? 0).join(), onRead);
  useEffect(() => {
    if (!isReading) return;
    const timer = setTimeout(reload, millisecondsBetweenLooks);
    return () => clearTimeout(timer);
  }, [isReading, readings, reload]);
  const readAgain = async () => {
    setBusy(true);
    const answer = await bridge.ask('POST', '/views/articles/refresh', { body: {}, read: () => null });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    setAskedAfter(newestWhole);
    reload();
  };
  return (
    <Card className="kontor-readings">
      <CardBody>
        <ul className="kontor-list">
          {readings.map((reading) => (
            <ReadingLine key={reading.connection} reading={reading} connections={connections} />
          ))}
        </ul>
        {settings.may === 'admin' && (
          <Button variant="secondary" isBusy={isBusy} disabled={isBusy || isAwaited} onClick={() => void readAgain()}>
            {__('Read everything again', 'kontor-bridge')}
          </Button>
        )}
        <p className="kontor-said" role="status">
          {isAwaited ? __('Everything is read again. That begins within seconds.', 'kontor-bridge') : ''}
        </p>
        {problem && <Trouble problem={problem} />}
      </CardBody>
    </Card>
  );
}

function ReadingLine({
  reading: { connection, newest, ended, whole },
  connections,
}: {
  reading: ConnectionReading;
  connections: readonly OverviewConnection[];
}) {
  const { format } = useSurroundings();
  const isHeld = newest.state === 'held';
  const isStuck = newest.problem !== null;
  return (
    <li>
      <StateDot tone={isStuck ? 'held' : newest.state === 'running' ? 'waiting' : 'done'}>
        {nameOfConnection(connections, { connection, system: null })}
      </StateDot>
      <span className="kontor-muted">
        {ended ? (
          <>
            {__('Last read:', 'kontor-bridge')} <Time at={ended.ended ?? ended.begun} />
          </>
        ) : (
          __('Read for the first time', 'kontor-bridge')
        )}
        {newest.state === 'running' && (
          <>
            {' · '}
            {sprintf(
              /* translators: %s: number of articles */
              _n('Reading now, %s article so far', 'Reading now, %s articles so far', newest.read, 'kontor-bridge'),
              format.number(newest.read),
            )}
          </>
        )}
      </span>
      {newest.problem && (
        <span className="kontor-muted">
          {inShort(newest.problem)}{' '}
          {isHeld && <Link to={{ tab: 'orders', params: { tasks: 'open' } }}>{__('Decide', 'kontor-bridge')}</Link>}
        </span>
      )}
      {whole && whole.refused > 0 && (
        <details>
          <summary>
            {sprintf(
              /* translators: %s: number of articles */
              _n('%s article was refused', '%s articles were refused', whole.refused, 'kontor-bridge'),
              format.number(whole.refused),
            )}
          </summary>
          <ul className="kontor-notes">
            {whole.refusals.map(({ id, name, why }) => (
              <li key={id}>
                {name || id}: {why}
              </li>
            ))}
            {whole.refused > whole.refusals.length && (
              <li>
                {sprintf(
                  /* translators: %s: number of articles */
                  __('and %s more', 'kontor-bridge'),
                  format.number(whole.refused - whole.refusals.length),
                )}
              </li>
            )}
          </ul>
        </details>
      )}
    </li>
  );
}
