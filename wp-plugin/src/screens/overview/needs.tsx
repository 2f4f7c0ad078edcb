import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Need, OverviewAnswer } from '@kontor/shared/api/overview';
import type { Place } from '../address.ts';
import { isUnmapped } from '../orders/fixes.ts';
import { Link } from '../parts/link.tsx';
import { StateDot } from '../parts/state.tsx';
import { inShort } from '../parts/short.ts';
import { Time } from '../parts/time.tsx';
import { useSurroundings } from '../surroundings.ts';

/** What needs a person, the longest-waiting first, each with a link to the place where it is fixed. */
export function Needs({ overview: { needs, needing } }: { overview: OverviewAnswer }) {
  const { format } = useSurroundings();
  if (needs.length === 0)
    return (
      <Card className="kontor-needs">
        <CardBody>
          <StateDot tone="done">{__('Nothing needs you.', 'kontor-bridge')}</StateDot>
        </CardBody>
      </Card>
    );
  return (
    <Card className="kontor-needs">
      <CardHeader>
        <h3>
          {/* translators: %s: how many */}
          {sprintf(__('Needs you (%s)', 'kontor-bridge'), format.number(needing))}
        </h3>
      </CardHeader>
      <CardBody>
        <ul className="kontor-list">
          {needs.map((need) => (
            <NeedLine key={`${need.kind} ${need.task ?? need.transfer ?? need.connection} ${need.code}`} need={need} />
          ))}
        </ul>
        {needing > needs.length && (
          <Link to={{ tab: 'orders', params: { state: 'blocked' } }}>
            {__('Show all that need you', 'kontor-bridge')}
          </Link>
        )}
      </CardBody>
    </Card>
  );
}

function NeedLine({ need }: { need: Need }) {
  const { settings } = useSurroundings();
  return (
    <li className="kontor-line">
      <div>
        <StateDot tone={need.kind === 'connection' ? 'held' : 'blocked'}>
          {need.order && <strong>#{need.order} </strong>}
          {inShort(need)}
        </StateDot>
        {need.orders > 1 && (
          <span className="kontor-muted">
            {/* translators: %d: number of orders */}
            {sprintf(_n('%d order waits for it', '%d orders wait for it', need.orders, 'kontor-bridge'), need.orders)}
          </span>
        )}
        <span className="kontor-muted">
          <Time at={need.since} />
        </span>
      </div>
      <Link to={placeToFix(need, settings.may === 'admin')} className="components-button is-secondary">
        {verbOf(need)}
        <span className="screen-reader-text">{need.order ? ` #${need.order}` : ''}</span>
      </Link>
    </li>
  );
}

/**
 * Where a need is fixed. Only shop managers may change settings; others are led to the order and what is missing there.
 */
function placeToFix(need: Need, maySet: boolean): Place {
  if (need.kind === 'connection') {
    const section = need.code.startsWith('fetching.') ? 'fetching' : 'access';
    return { tab: 'connections', params: { connection: need.connection ?? '', section } };
  }
  if (isUnmapped(need.code) && need.connection !== null && maySet)
    return { tab: 'connections', params: { connection: need.connection, section: 'products' } };
  if (need.task !== null)
    return { tab: 'orders', params: { task: String(need.task), ...(need.orderId ? { order: need.orderId } : {}) } };
  return {
    tab: 'orders',
    params: { order: need.orderId ?? '', ...(need.transfer === null ? {} : { document: String(need.transfer) }) },
  };
}

/** The label of the link. */
function verbOf({ kind, code, task }: Need): string {
  if (kind === 'connection')
    return code === 'held.unauthorized' ? __('Enter the key', 'kontor-bridge') : __('See why', 'kontor-bridge');
  if (isUnmapped(code)) return __('Map it', 'kontor-bridge');
  return task === null ? __('Fix it', 'kontor-bridge') : __('Decide', 'kontor-bridge');
}
