import { __ } from '@wordpress/i18n';
import type { JournalAnswer } from '@kontor/shared/api/journal';
import { actorInWords } from '../../log/actor.ts';
import { Link } from '../../parts/link.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Time } from '../../parts/time.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import { useReloadWhen } from '../../use-reload-when.ts';
import { useAnswer } from '../../use-answer.ts';

/** How many lines are shown. The log has all of them. */
const linesShown = 30;

/**
 * What happened to an order, newest first, in plain words. `asOf`: the order's standing; when it changes, the lines are
 * reloaded.
 */
export function Timeline({ order, asOf }: { order: string; asOf: string }) {
  const { bridge } = useSurroundings();
  const [loaded, reload] = useAnswer(
    (signal) =>
      bridge.ask<JournalAnswer>('GET', '/journal', {
        query: { order, limit: String(linesShown) },
        read: (value) => value as JournalAnswer,
        signal,
      }),
    order,
  );
  useReloadWhen(asOf, reload);
  return (
    <section className="kontor-card" aria-label={__('What happened', 'kontor-bridge')}>
      <h2>{__('What happened', 'kontor-bridge')}</h2>
      {loaded.kind === 'loading' && <Skeleton lines={5} />}
      {loaded.kind === 'problem' && <Trouble problem={loaded.problem} onRetry={reload} />}
      {loaded.kind === 'answer' && (
        <>
          <ol className="kontor-list kontor-timeline">
            {[...loaded.value.lines].reverse().map((line, place) => (
              <li key={place}>
                <Time at={line.at} /> {line.text} <span className="kontor-by">{actorInWords(line.actor)}</span>
              </li>
            ))}
          </ol>
          <Link to={{ tab: 'log', params: { order } }}>{__('Show everything in the log', 'kontor-bridge')}</Link>
        </>
      )}
    </section>
  );
}
