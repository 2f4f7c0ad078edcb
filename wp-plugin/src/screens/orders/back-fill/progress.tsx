import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Link } from '../../parts/link.tsx';
import { StateDot, type Tone } from '../../parts/state.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import type { BackFillJob } from './job.ts';

/** The progress of the job, what became of its orders, and the buttons that pause, resume or dismiss it. */
export function BackFillProgress({ job, onCommand }: { job: BackFillJob; onCommand: (what: string) => void }) {
  const { format } = useSurroundings();
  const { state, from, until, total, passed, noted, became, problem } = job;
  const days = { from, until };
  const day = (text: string) => format.day(`${text}T12:00:00Z`);
  /* translators: 1: first day, 2: last day */
  const title = sprintf(__('Earlier orders from %1$s until %2$s', 'kontor-bridge'), day(from), day(until));
  const outcomes: readonly { key: keyof BackFillJob['became']; tone: Tone; label: string }[] = [
    { key: 'done', tone: 'done', label: __('in the office', 'kontor-bridge') },
    { key: 'waiting', tone: 'waiting', label: __('waiting', 'kontor-bridge') },
    { key: 'blocked', tone: 'blocked', label: __('need you', 'kontor-bridge') },
    { key: 'closed', tone: 'closed', label: __('left out', 'kontor-bridge') },
  ];
  return (
    <section className="kontor-card kontor-back-fill" aria-label={title}>
      <h3>{title}</h3>
      <progress max={Math.max(total, 1)} value={Math.min(passed, total)} aria-label={__('Progress', 'kontor-bridge')} />
      <p aria-live="polite">
        {stateInWords(state)}{' '}
        {sprintf(
          /* translators: 1: how many were checked, 2: how many there are, 3: how many are sent */
          __('%1$s of %2$s checked, %3$s were not at the bridge yet.', 'kontor-bridge'),
          format.number(Math.min(passed, total)),
          format.number(total),
          format.number(noted),
        )}
      </p>
      <p className="kontor-row">
        {outcomes.map(({ key, tone, label }) => (
          <StateDot key={key} tone={tone}>
            {became[key] > 0 ? (
              <Link to={{ tab: 'orders', params: { ...days, state: key } }}>
                {format.number(became[key])} {label}
              </Link>
            ) : (
              `${format.number(0)} ${label}`
            )}
          </StateDot>
        ))}
      </p>
      {problem && <Trouble problem={{ title: '', ...problem }} />}
      {state === 'running' && (
        <p className="kontor-muted">
          {__('You may close this page: the shop continues in the background.', 'kontor-bridge')}
        </p>
      )}
      <div className="kontor-row">
        {state === 'running' && (
          <Button variant="secondary" onClick={() => onCommand('back-fill/pause')}>
            {__('Pause', 'kontor-bridge')}
          </Button>
        )}
        {state === 'paused' && (
          <Button variant="primary" onClick={() => onCommand('back-fill/resume')}>
            {__('Go on', 'kontor-bridge')}
          </Button>
        )}
        {state !== 'running' && (
          <Button variant="tertiary" onClick={() => onCommand('back-fill/dismiss')}>
            {state === 'paused' ? __('Stop here', 'kontor-bridge') : __('Dismiss', 'kontor-bridge')}
          </Button>
        )}
      </div>
    </section>
  );
}

function stateInWords(state: BackFillJob['state']): string {
  switch (state) {
    case 'running':
      return __('Running:', 'kontor-bridge');
    case 'paused':
      return __('Paused:', 'kontor-bridge');
    case 'done':
      return __('All checked:', 'kontor-bridge');
  }
}
