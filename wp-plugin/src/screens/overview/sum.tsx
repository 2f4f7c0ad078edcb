import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { OverviewAnswer } from '@kontor/shared/api/overview';
import { StateDot } from '../parts/state.tsx';
import { useSurroundings } from '../surroundings.ts';

/** One line that says whether everything is well. */
export function Sum({
  overview,
  onRefresh,
  isOld,
}: {
  overview: OverviewAnswer;
  onRefresh: () => void;
  isOld: boolean;
}) {
  const { format } = useSurroundings();
  const { counts, needing, oldest, connections } = overview;
  const isHeld = connections.some(({ held }) => held !== null);
  const parts = [
    /* translators: %s: number of orders */
    sprintf(
      _n('%s order in the office today', '%s orders in the office today', counts.today, 'kontor-bridge'),
      format.number(counts.today),
    ),
    oldest
      ? /* translators: 1: number of orders, 2: a time span such as 2 hours */
        sprintf(
          __('%1$s waiting, the oldest for %2$s', 'kontor-bridge'),
          format.number(counts.waiting),
          format.elapsed(oldest),
        )
      : /* translators: %s: number of orders */
        sprintf(__('%s waiting', 'kontor-bridge'), format.number(counts.waiting)),
    /* translators: %s: number of orders */
    sprintf(_n('%s needs you', '%s need you', needing, 'kontor-bridge'), format.number(needing)),
  ];
  return (
    <div className="kontor-sum" aria-live="polite">
      <p>
        {needing > 0 ? (
          <StateDot tone="blocked">{__('Something needs you.', 'kontor-bridge')}</StateDot>
        ) : isHeld ? (
          <StateDot tone="held">{__('Something is held back.', 'kontor-bridge')}</StateDot>
        ) : connections.length === 0 ? (
          <StateDot tone="waiting">{__('Nothing is sent yet.', 'kontor-bridge')}</StateDot>
        ) : (
          <StateDot tone="done">{__('All well.', 'kontor-bridge')}</StateDot>
        )}{' '}
        {parts.join(', ')}.
      </p>
      <Button variant="secondary" isBusy={isOld} onClick={onRefresh}>
        {__('Refresh', 'kontor-bridge')}
      </Button>
    </div>
  );
}
