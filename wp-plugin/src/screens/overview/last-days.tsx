import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { OverviewAnswer } from '@kontor/shared/api/overview';
import { Link } from '../parts/link.tsx';
import { useSurroundings } from '../surroundings.ts';

/**
 * How many orders reached the office on each of the last 30 days, and how many have needed somebody since that day. The
 * list of orders can be filtered only by the day on which an order was placed, so a day links to the blocked orders
 * only.
 */
export function LastDays({ days }: { days: OverviewAnswer['days'] }) {
  const { format } = useSurroundings();
  const most = Math.max(1, ...days.map(({ mirrored, blocked }) => mirrored + blocked));
  const isEmpty = days.every(({ mirrored, blocked }) => mirrored + blocked === 0);
  return (
    <Card>
      <CardHeader>
        <h3>{__('Last 30 days', 'kontor-bridge')}</h3>
        <span className="kontor-legend" aria-hidden="true">
          <i className="kontor-mirrored" /> {__('in the office', 'kontor-bridge')} <i className="kontor-needing" />{' '}
          {__('need you', 'kontor-bridge')}
        </span>
      </CardHeader>
      <CardBody>
        {isEmpty && (
          <p className="kontor-muted">
            {__('The orders of each day will appear here once the first order is in the office.', 'kontor-bridge')}
          </p>
        )}
        {!isEmpty && (
          <p className="kontor-muted">
            {__(
              'Each bar counts the orders that reached the office on that day, whenever they were placed, and the orders that have needed you since that day.',
              'kontor-bridge',
            )}
          </p>
        )}
        <ol className="kontor-days">
          {days.map(({ day, mirrored, blocked }) => {
            const words = sprintf(
              /* translators: 1: a day, 2: number of orders, 3: number of orders that have needed somebody since that day */
              __('%1$s: %2$s reached the office, %3$s have needed you since', 'kontor-bridge'),
              format.day(`${day}T12:00:00Z`),
              format.number(mirrored),
              format.number(blocked),
            );
            const bar = (
              <>
                <span className="screen-reader-text">{words}</span>
                <span className="kontor-bar" aria-hidden="true" title={words}>
                  <i className="kontor-needing" style={{ height: `${(100 * blocked) / most}%` }} />
                  <i className="kontor-mirrored" style={{ height: `${(100 * mirrored) / most}%` }} />
                </span>
              </>
            );
            return (
              <li key={day}>
                {blocked > 0 ? <Link to={{ tab: 'orders', params: { state: 'blocked' } }}>{bar}</Link> : bar}
              </li>
            );
          })}
        </ol>
      </CardBody>
    </Card>
  );
}
