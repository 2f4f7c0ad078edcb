import { __ } from '@wordpress/i18n';
import type { ConnectionsAnswer, SystemsAnswer } from '@kontor/shared/api/connections';
import { Link } from '../parts/link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { People } from '../people/people.tsx';
import { useAnswer } from '../use-answer.ts';
import { AddConnection } from './add-connection.tsx';
import { Cards } from './cards.tsx';
import { ConnectionEditor } from './connection.tsx';

/** The screen Connections: the cards, the form that adds a connection, or the sections of the chosen connection. */
export default function Connections() {
  const { bridge, place } = useSurroundings();
  const { connection: chosen, system: chosenSystem, people } = place.params;
  const [systems, readSystems] = useAnswer(
    (signal) => bridge.ask('GET', '/systems', { signal, read: (value) => value as SystemsAnswer }),
    'systems',
  );
  const [connections, readConnections] = useAnswer(
    (signal) => bridge.ask('GET', '/connections', { signal, read: (value) => value as ConnectionsAnswer }),
    'connections',
  );
  const reload = () => {
    readSystems();
    readConnections();
  };
  const problem =
    systems.kind === 'problem' ? systems.problem : connections.kind === 'problem' ? connections.problem : null;
  if (problem)
    return (
      <div className="kontor-screen">
        <Trouble problem={problem} onRetry={reload} />
      </div>
    );
  if (systems.kind !== 'answer' || connections.kind !== 'answer')
    return (
      <div className="kontor-screen">
        <Skeleton lines={8} />
      </div>
    );
  const open = connections.value.connections.find(({ connection }) => connection === chosen);
  const system = systems.value.systems.find(({ key }) => key === (open?.system ?? chosenSystem));
  return (
    <div className="kontor-screen">
      <h2 className="screen-reader-text">{__('Connections', 'kontor-bridge')}</h2>
      {(chosen !== undefined || chosenSystem !== undefined || people !== undefined) && (
        <p>
          <Link to={{ tab: 'connections', params: {} }}>{__('← All connections', 'kontor-bridge')}</Link>
        </p>
      )}
      {people !== undefined ? (
        <People />
      ) : open && system ? (
        <ConnectionEditor key={open.connection} connection={open} system={system} onChange={readConnections} />
      ) : system ? (
        <AddConnection key={system.key} system={system} onAdded={readConnections} />
      ) : (
        <>
          {chosen !== undefined && <p role="status">{__('This connection no longer exists.', 'kontor-bridge')}</p>}
          <Cards systems={systems.value.systems} connections={connections.value.connections} />
          <section aria-label={__('People of the office', 'kontor-bridge')}>
            <h3>{__('People of the office', 'kontor-bridge')}</h3>
            <p>
              <Link to={{ tab: 'connections', params: { people: 'branch' } }}>
                {__('Branches, employees, clerks and partner firms', 'kontor-bridge')}
              </Link>
            </p>
          </section>
        </>
      )}
    </div>
  );
}
