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
import { fieldsOf, schemaOf } from './form/schema.ts';
import { FetchingSection } from './fetching.tsx';
import { Report } from './report.tsx';
import { Sending } from './sending.tsx';
import { SettingsSection } from './settings-section.tsx';

/** The sections of a connection. From `products` on, the system declares which fields a section has. */
const sections = ['access', 'fetching', 'sending', 'products', 'customers', 'payments', 'more'] as const;
export type Section = (typeof sections)[number];

/** The sections that a connection to the system has. */
function sectionsOf(system: SystemView): readonly Section[] {
  const ofFields = new Set(fieldsOf(schemaOf(system.settings)).map(([, { section = 'more' }]) => section));
  const isThere = (section: Section): boolean => {
    if (section === 'access') return true;
    // A system without functions is only read.
    if (section === 'sending') return system.functions.length > 0;
    return section === 'fetching' ? system.delivery === 'pulled' : ofFields.has(section);
  };
  return sections.filter(isThere);
}

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
  const ofSystem = sectionsOf(system);
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
            {account === label ? label : `${label} · ${account}`}
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
