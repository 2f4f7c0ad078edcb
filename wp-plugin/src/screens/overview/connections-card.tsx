import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { OverviewAnswer } from '@kontor/shared/api/overview';
import { Link } from '../parts/link.tsx';
import { inShort } from '../parts/short.ts';
import { StateDot } from '../parts/state.tsx';
import { Time } from '../parts/time.tsx';
import { useSurroundings } from '../surroundings.ts';

/** The connections, each with a green dot or the reason why it is held back. */
export function ConnectionsCard({ overview: { connections } }: { overview: OverviewAnswer }) {
  return (
    <Card className="kontor-connected">
      <CardHeader>
        <h3>{__('Connections', 'kontor-bridge')}</h3>
      </CardHeader>
      <CardBody>
        {connections.length === 0 ? (
          <p>{__('No office program is connected yet. Orders are kept until one is.', 'kontor-bridge')}</p>
        ) : (
          <ul className="kontor-list">
            {connections.map((connection) => (
              <Connection key={connection.id} connection={connection} />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

function Connection({
  connection: { id, label, account, paused, held, overdue, lastDocumentAt },
}: {
  connection: OverviewAnswer['connections'][number];
}) {
  const { settings } = useSurroundings();
  const name = `${label} · ${account}`;
  return (
    <li>
      <StateDot tone={held || overdue ? 'held' : paused ? 'closed' : 'done'}>
        {settings.may === 'admin' ? <Link to={{ tab: 'connections', params: { connection: id } }}>{name}</Link> : name}
      </StateDot>
      <span className="kontor-muted">
        {held ? (
          <>
            {inShort(held)}
            {held.waitingOrders > 0 && (
              <>
                {' · '}
                {/* translators: %d: number of orders */}
                {sprintf(
                  _n('%d order waits', '%d orders wait', held.waitingOrders, 'kontor-bridge'),
                  held.waitingOrders,
                )}
              </>
            )}
          </>
        ) : overdue ? (
          inShort(overdue)
        ) : paused ? (
          __('Paused: nothing is sent', 'kontor-bridge')
        ) : lastDocumentAt ? (
          <>
            {__('Last document:', 'kontor-bridge')} <Time at={lastDocumentAt} />
          </>
        ) : (
          __('No document yet', 'kontor-bridge')
        )}
      </span>
    </li>
  );
}
