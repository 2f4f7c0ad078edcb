import { __, sprintf } from '@wordpress/i18n';
import { Link } from '../../parts/link.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useSurroundings } from '../../surroundings.ts';
import type { BulkOutcome, BulkOutcomes, BulkVerb } from './apply.ts';

/** The outcomes of a bulk action: the counts, and the reason for each order that was skipped or refused. */
export function Summary({ outcomes: { verb, all }, onDismiss }: { outcomes: BulkOutcomes; onDismiss: () => void }) {
  const { format } = useSurroundings();
  const withOutcome = (outcome: BulkOutcome['outcome']) => all.filter((order) => order.outcome === outcome);
  const parts = [
    sprintf(doneWords(verb), format.number(withOutcome('done').length)),
    /* translators: %s: number of orders */
    sprintf(__('skipped: %s', 'kontor-bridge'), format.number(withOutcome('skipped').length)),
    /* translators: %s: number of orders */
    sprintf(__('refused: %s', 'kontor-bridge'), format.number(withOutcome('refused').length)),
  ];
  return (
    <Notice
      status={withOutcome('refused').length > 0 ? 'warning' : 'success'}
      onRemove={onDismiss}
      className="kontor-summary"
      says={parts.join(' · ')}
    >
      <strong>{parts.join(' · ')}</strong>
      {reasonsOf([...withOutcome('refused'), ...withOutcome('skipped')]).map(([why, orders]) => (
        <p key={why}>
          {why}{' '}
          {orders.map(({ id, number }) => (
            <span key={id}>
              <Link to={{ tab: 'orders', params: { order: id } }}>#{number}</Link>{' '}
            </span>
          ))}
          {orders[0]?.code && <code>{orders[0].code}</code>}
        </p>
      ))}
    </Notice>
  );
}

function doneWords(verb: BulkVerb): string {
  switch (verb) {
    case 'send':
      /* translators: %s: number of orders */
      return __('On their way: %s', 'kontor-bridge');
    case 'retry':
      /* translators: %s: number of orders */
      return __('Tried again: %s', 'kontor-bridge');
    case 'elsewhere':
      /* translators: %s: number of orders */
      return __('Handled elsewhere: %s', 'kontor-bridge');
  }
}

/** Groups the outcomes by their reason. */
function reasonsOf(all: readonly BulkOutcome[]): [why: string, orders: BulkOutcome[]][] {
  const reasons = new Map<string, BulkOutcome[]>();
  for (const order of all) reasons.set(order.why, [...(reasons.get(order.why) ?? []), order]);
  return [...reasons];
}
