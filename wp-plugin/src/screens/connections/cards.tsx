import { Card, CardBody, SearchControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ConnectionView, SystemView } from '@kontor/shared/api/connections';
import { Link } from '../parts/link.tsx';
import { StateDot } from '../parts/state.tsx';
import { inShort } from '../parts/short.ts';

/** So many systems are seen at one look. */
const mostWithoutSearch = 6;

/** The shop's connections, and every system that the bridge knows. */
export function Cards({
  systems,
  connections,
}: {
  systems: readonly SystemView[];
  connections: readonly ConnectionView[];
}) {
  const [search, setSearch] = useState('');
  const matches = systems.filter(({ label, key }) =>
    `${label} ${key}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <>
      {connections.length > 0 && (
        <section aria-label={__('Your connections', 'kontor-bridge')}>
          <h3>{__('Your connections', 'kontor-bridge')}</h3>
          <ul className="kontor-cards">
            {connections.map((connection) => (
              <ConnectionCard key={connection.connection} connection={connection} />
            ))}
          </ul>
        </section>
      )}
      <section aria-label={__('Systems', 'kontor-bridge')}>
        <h3>
          {connections.length > 0 ? __('Connect another', 'kontor-bridge') : __('Choose your system', 'kontor-bridge')}
        </h3>
        {systems.length > mostWithoutSearch && (
          <SearchControl
            __nextHasNoMarginBottom
            label={__('Search systems', 'kontor-bridge')}
            placeholder={__('Search systems', 'kontor-bridge')}
            value={search}
            onChange={setSearch}
          />
        )}
        {matches.length === 0 && <p>{__('No system has this name.', 'kontor-bridge')}</p>}
        <ul className="kontor-cards">
          {matches.map((system) => (
            <SystemCard key={system.key} system={system} />
          ))}
        </ul>
      </section>
    </>
  );
}

function ConnectionCard({
  connection: { connection, label, account, held, overdue, paused, counts },
}: {
  connection: ConnectionView;
}) {
  const trouble = held ?? overdue;
  return (
    <Card as="li">
      <CardBody>
        <h4>{label}</h4>
        {account !== label && <p className="kontor-muted">{account}</p>}
        <p>
          <StateDot tone={trouble ? 'held' : paused ? 'closed' : 'done'}>
            {trouble ? inShort(trouble) : paused ? __('Paused', 'kontor-bridge') : __('Works', 'kontor-bridge')}
          </StateDot>
        </p>
        <p className="kontor-muted">
          {/* translators: %d: number of documents */}
          {sprintf(_n('%d document', '%d documents', counts.done, 'kontor-bridge'), counts.done)}
          {counts.blocked > 0 && (
            <>
              {' · '}
              {/* translators: %d: number of documents */}
              {sprintf(_n('%d needs you', '%d need you', counts.blocked, 'kontor-bridge'), counts.blocked)}
            </>
          )}
        </p>
        <Link to={{ tab: 'connections', params: { connection } }} className="components-button is-secondary">
          {__('Open', 'kontor-bridge')}
          <span className="screen-reader-text"> {`${label} ${account}`}</span>
        </Link>
      </CardBody>
    </Card>
  );
}

function SystemCard({ system: { key, label, offered, missing, functions } }: { system: SystemView }) {
  return (
    <Card as="li" className={offered ? '' : 'kontor-grey'}>
      <CardBody>
        <h4>{label}</h4>
        {functions.length === 0 && (
          <p className="kontor-muted">
            {__('Articles and their stock are read. No orders are sent.', 'kontor-bridge')}
          </p>
        )}
        {offered ? (
          <Link to={{ tab: 'connections', params: { system: key } }} className="components-button is-primary">
            {__('Connect', 'kontor-bridge')}
            <span className="screen-reader-text"> {label}</span>
          </Link>
        ) : (
          <p>
            {__('Not set up at your bridge yet. Whoever runs it must set:', 'kontor-bridge')}{' '}
            {missing.map((name) => (
              <code key={name}>{name} </code>
            ))}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
