import { useCallback, useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { BridgeProblem } from '../../../bridge/ask.ts';
import { Link } from '../../parts/link.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import { useAnswer } from '../../use-answer.ts';
import { BackFillForm } from './form.tsx';
import type { BackFillJob, BackFillAnswer, BackFillRange } from './job.ts';
import { BackFillProgress } from './progress.tsx';

/** Milliseconds between two steps while the page is open. Without the page, the shop continues in the background. */
const betweenSteps = 1500;
/** Milliseconds between two requests while the shop is done, and only documents are still on their way. */
const betweenLooks = 10_000;
/**
 * The longest pause. Each failed step doubles the pause (backoff), so that a shop in trouble is not flooded with
 * requests.
 */
const longestPause = 60_000;

/** A failed request: its route, the problem, and how many requests in a row have failed. */
interface Failure {
  readonly route: string;
  readonly problem: BridgeProblem;
  readonly times: number;
}

/**
 * Fetches earlier orders by a range of days: a link to the form, or the progress of the job. Only for shop managers.
 */
export function BackFill({ onProgress }: { onProgress: () => void }) {
  const { settings } = useSurroundings();
  return settings.may === 'admin' ? <ManagedBackFill onProgress={onProgress} /> : null;
}

function ManagedBackFill({ onProgress }: { onProgress: () => void }) {
  const { shop, place, go } = useSurroundings();
  const [loaded] = useAnswer((signal) => shop.ask<BackFillAnswer>('own', 'back-fill', { signal }), 'back-fill');
  const [latest, setLatest] = useState<BackFillJob | null | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | null>(null);
  const job = latest !== undefined ? latest : loaded.kind === 'answer' ? loaded.value.job : null;
  const command = useCallback(
    async (route: string, body: Partial<BackFillRange> = {}) => {
      const answer = await shop.ask<BackFillAnswer>('own', route, { body });
      setFailure((previous) =>
        answer.ok ? null : { route, problem: answer.problem, times: (previous ? previous.times : 0) + 1 },
      );
      if (answer.ok) setLatest(answer.value.job);
      return answer.ok;
    },
    [shop],
  );
  useSteps(job, failure?.times ?? 0, command);
  const isOver = job?.state === 'done';
  useEffect(() => {
    if (isOver) onProgress();
    // `onProgress` is not a dependency: the list is reloaded once, when the job is over.
  }, [isOver]);
  const { backfill, ...params } = place.params;
  const close = () => go({ tab: 'orders', params });
  return (
    <>
      {/* If the job could not be started, the form stays open and starts it again, so no retry is offered here. */}
      {failure && (
        <Trouble problem={failure.problem} {...(job ? { onRetry: () => void command(failure.route) } : {})} />
      )}
      {job ? (
        <BackFillProgress job={job} onCommand={(what) => void command(what)} />
      ) : backfill ? (
        <BackFillForm
          onClose={close}
          onStart={(range) => {
            void command('back-fill', range).then((isBegun) => {
              if (isBegun) close();
            });
          }}
        />
      ) : (
        <p className="kontor-begin">
          <Link to={{ tab: 'orders', params: { ...place.params, backfill: '1' } }}>
            {__('Fetch earlier orders …', 'kontor-bridge')}
          </Link>
        </p>
      )}
    </>
  );
}

/**
 * Requests step after step while the job runs, and then until no document is on its way. After a failure it tries again
 * later.
 */
function useSteps(job: BackFillJob | null, failures: number, command: (what: string) => Promise<boolean>): void {
  const isRunning = job?.state === 'running';
  const isUnsettled = job !== null && job.state === 'done' && job.became.waiting > 0;
  useEffect(() => {
    if (!isRunning && !isUnsettled) return undefined;
    const pause = (isRunning ? betweenSteps : betweenLooks) * 2 ** failures;
    const timer = setTimeout(() => void command('back-fill/step'), Math.min(pause, longestPause));
    return () => clearTimeout(timer);
    // Each answer sets a new job or raises the failures, which runs this effect again.
  }, [job, failures, isRunning, isUnsettled, command]);
}
