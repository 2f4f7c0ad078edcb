import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateDot } from '../parts/state.tsx';
import { Trouble } from '../parts/trouble.tsx';
import type { PluginProblem } from '../shop-routes.ts';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';

/** The plugin's answer about the shop itself. */
export interface Health {
  readonly waiting: { readonly count: number; readonly since: string | null; readonly problem: PluginProblem | null };
  readonly clock: PluginProblem | null;
  readonly bridge: PluginProblem | null;
  readonly scheduler: PluginProblem | null;
}

/** The state of the shop's own side: outbox, clock and scheduled actions. */
export function ShopHealth() {
  const { shop, format, bridge } = useSurroundings();
  const [loaded, reload] = useAnswer((signal) => shop.ask<Health>('own', 'health', { signal }), 'health');
  const [isSending, setSending] = useState(false);
  if (loaded.kind === 'loading') return <Skeleton lines={1} />;
  if (loaded.kind === 'problem') return <Trouble problem={loaded.problem} onRetry={reload} />;
  const { waiting, clock, scheduler, bridge: reach } = loaded.value;
  const send = () => {
    setSending(true);
    void shop.ask('own', 'send-now', { body: {} }).then(() => {
      setSending(false);
      reload();
    });
  };
  return (
    <section className="kontor-health" aria-label={__('This shop', 'kontor-bridge')}>
      <p>
        <strong>{__('This shop', 'kontor-bridge')}</strong>{' '}
        <StateDot tone={waiting.problem ? 'held' : waiting.count > 0 ? 'waiting' : 'done'}>
          {waiting.count === 0
            ? __('the bridge has all orders', 'kontor-bridge')
            : /* translators: %s: number of orders */
              sprintf(
                _n(
                  '%s order waits to go to the bridge',
                  '%s orders wait to go to the bridge',
                  waiting.count,
                  'kontor-bridge',
                ),
                format.number(waiting.count),
              )}
        </StateDot>
        <StateDot tone={clock ? 'held' : 'done'}>
          {clock ? __('the clock is wrong', 'kontor-bridge') : __('the clock is right', 'kontor-bridge')}
        </StateDot>
        <StateDot tone={scheduler ? 'held' : 'done'}>
          {scheduler
            ? __('scheduled actions do not run', 'kontor-bridge')
            : __('scheduled actions run', 'kontor-bridge')}
        </StateDot>
        {waiting.count > 0 && (
          <Button variant="secondary" isBusy={isSending} disabled={isSending} onClick={send}>
            {__('Send to the bridge now', 'kontor-bridge')}
          </Button>
        )}
      </p>
      {[waiting.problem, reach, clock, scheduler].map(
        (problem) => problem && <Trouble key={problem.code} problem={{ title: '', ...problem }} onRetry={reload} />,
      )}
      {bridge.way() === 'act' && (
        <p className="kontor-muted">
          {__(
            'This page was not opened over https, so the shop signs your requests for you. The log still names you.',
            'kontor-bridge',
          )}
        </p>
      )}
    </section>
  );
}
