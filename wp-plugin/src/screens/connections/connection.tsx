import { Button, Card, CardBody } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { CheckAnswer, ConnectionView, SystemView } from '@kontor/shared/api/connections';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Link } from '../parts/link.tsx';
import { inShort } from '../parts/short.ts';
import { StateDot } from '../parts/state.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { AccessSection } from './access.tsx';
import { FetchingSection } from './fetching.tsx';
import { Report } from './report.tsx';
import { Sending } from './sending.tsx';
import { SettingsSection } from './settings-section.tsx';

/**
 * The sections of a connection. `fetching` is only for a system whose office fetches. From `products` on, the system
 * declares which fields a section has.
 */
export const sections = ['access', 'fetching', 'sending', 'products', 'customers', 'payments', 'more'] as const;
export type Section = (typeof sections)[number];

/** One connection: the list of sections, the form of the chosen section, and the button that tests the connection. */
export function ConnectionEditor({
  connection,
  system,
  onChange,
}: {
  connection: ConnectionView;
  system: SystemView;
  onChange: () => void;
}) {
  const { bridge, place } = useSurroundings();
  const [testAnswer, setTestAnswer] = useState<BridgeAnswer<CheckAnswer> | null>(null);
  const [isTesting, setTesting] = useState(false);
  const ofSystem = sections.filter((name) => name !== 'fetching' || system.delivery === 'pulled');
  const section = ofSystem.find((name) => name === place.params['section']) ?? 'access';
  const names: Readonly<Record<Section, string>> = {
    access: __('Access', 'kontor-bridge'),
    fetching: __('Fetching', 'kontor-bridge'),
    sending: __('What is sent', 'kontor-bridge'),
    products: __('Taxes and products', 'kontor-bridge'),
    customers: __('Customers', 'kontor-bridge'),
    payments: __('Payments', 'kontor-bridge'),
    more: __('More', 'kontor-bridge'),
  };
  const test = async () => {
    setTesting(true);
    setTestAnswer(
      await bridge.ask('POST', `/connections/${connection.connection}/check`, {
        body: {},
        read: (value) => value as CheckAnswer,
      }),
    );
    setTesting(false);
    onChange();
  };
  const { held, overdue, paused, label, account } = connection;
  return (
    <>
      <div className="kontor-sum">
        <h3 className="kontor-name">
          <StateDot tone={held || overdue ? 'held' : paused ? 'closed' : 'done'}>
            {label} · {account}
          </StateDot>
        </h3>
        {system.delivery === 'pushed' && (
          <Button variant="secondary" isBusy={isTesting} disabled={isTesting} onClick={() => void test()}>
            {__('Test the connection', 'kontor-bridge')}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {testAnswer && <Report answer={testAnswer} />}
        {held && !testAnswer && (
          <Trouble problem={{ ...held, title: inShort(held), cause: held.cause === inShort(held) ? '' : held.cause }}>
            {section !== 'access' && held.code === 'held.unauthorized' && (
              <Link
                to={{ tab: 'connections', params: { connection: connection.connection, section: 'access' } }}
                className="components-button is-secondary"
              >
                {__('Enter the key', 'kontor-bridge')}
              </Link>
            )}
          </Trouble>
        )}
      </div>
      {overdue && section !== 'fetching' && (
        <Trouble problem={overdue}>
          <Link
            to={{ tab: 'connections', params: { connection: connection.connection, section: 'fetching' } }}
            className="components-button is-secondary"
          >
            {__('Look at the fetching', 'kontor-bridge')}
          </Link>
        </Trouble>
      )}
      <div className="kontor-sections">
        <nav aria-label={__('Sections of the connection', 'kontor-bridge')}>
          <ul>
            {ofSystem.map((name) => (
              <li key={name}>
                <Link
                  to={{ tab: 'connections', params: { connection: connection.connection, section: name } }}
                  isCurrent={name === section}
                >
                  {names[name]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Card>
          <CardBody className="kontor-form">
            <h4>{names[section]}</h4>
            {section === 'access' ? (
              <AccessSection connection={connection} system={system} onChange={onChange} />
            ) : section === 'fetching' ? (
              <FetchingSection connection={connection} system={system} onChange={onChange} />
            ) : section === 'sending' ? (
              <Sending connection={connection} system={system} onChange={onChange} />
            ) : (
              <SettingsSection
                key={section}
                section={section}
                connection={connection}
                system={system}
                onChange={onChange}
              />
            )}
          </CardBody>
        </Card>
      </div>
    </>
  );
}
