import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { OverviewAnswer } from '@kontor/shared/api/overview';
import { Link } from '../parts/link.tsx';
import { useSurroundings } from '../surroundings.ts';

/** How many orders went to the office on each of the last 30 days, and how many needed somebody; a day leads to its orders. */
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
          {__('needed somebody', 'kontor-bridge')}
        </span>
      </CardHeader>
      <CardBody>
        {isEmpty && (
          <p className="kontor-muted">
            {__('Each day’s orders will stand here once the first one has gone to the office.', 'kontor-bridge')}
          </p>
        )}
        <ol className="kontor-days">
          {days.map(({ day, mirrored, blocked }) => (
            <li key={day}>
              <Link to={{ tab: 'orders', of: { day } }}>
                <span className="screen-reader-text">
                  {sprintf(
                    /* translators: 1: a day, 2: number of orders in the office, 3: number of orders that needed somebody */
                    __('%1$s: %2$s in the office, %3$s needed somebody', 'kontor-bridge'),
                    format.day(`${day}T12:00:00Z`),
                    format.number(mirrored),
                    format.number(blocked),
                  )}
                </span>
                <span
                  className="kontor-bar"
                  aria-hidden="true"
                  title={`${format.day(`${day}T12:00:00Z`)}: ${format.number(mirrored)} · ${format.number(blocked)}`}
                >
                  <i className="kontor-needing" style={{ height: `${(100 * blocked) / most}%` }} />
                  <i className="kontor-mirrored" style={{ height: `${(100 * mirrored) / most}%` }} />
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
