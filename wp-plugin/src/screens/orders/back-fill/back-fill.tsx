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

/** Between two steps, in milliseconds, while the page is open; closed, the shop goes on by itself. */
const betweenSteps = 1500;
/** While only the office has something left to do. */
const betweenLooks = 10_000;
/** Each step that fails doubles the pause up to this, so that a shop in trouble is not asked without end. */
const longestPause = 60_000;

/** What the shop did not do, why, and how many times in a row something was not done. */
interface Failure {
  readonly route: string;
  readonly problem: BridgeProblem;
  readonly times: number;
}

/** Fetches earlier orders by a range of days: a way to begin, and how far it is. For whoever manages the shop. */
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
      setFailure((before) =>
        answer.ok ? null : { route, problem: answer.problem, times: (before ? before.times : 0) + 1 },
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
    // The list is told once, when it is over.
  }, [isOver]);
  const { backfill, ...params } = place.params;
  const close = () => go({ tab: 'orders', params });
  return (
    <>
      {/* What could not be begun is begun again by the form, which stays. */}
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

/** Takes the next step as long as one is left, and then looks what becomes of the orders. What failed is tried again later. */
function useSteps(job: BackFillJob | null, failures: number, command: (what: string) => Promise<boolean>): void {
  const isRunning = job?.state === 'running';
  const isUnsettled = job !== null && job.state === 'done' && job.became.waiting > 0;
  useEffect(() => {
    if (!isRunning && !isUnsettled) return undefined;
    const pause = (isRunning ? betweenSteps : betweenLooks) * 2 ** failures;
    const timer = setTimeout(() => void command('back-fill/step'), Math.min(pause, longestPause));
    return () => clearTimeout(timer);
    // Each answer is a new job or one more failure, and leads to the next step.
  }, [job, failures, isRunning, isUnsettled, command]);
}
