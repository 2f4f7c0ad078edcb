import { Button, Card, CardBody, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { CheckAnswer, SystemView } from '@kontor/shared/api/connections';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { Field } from './form/field.tsx';
import { fieldsOf, schemaOf, withField, type FormValues } from './form/schema.ts';
import { Report } from './report.tsx';
import { Transmitted } from './transmitted.tsx';

/**
 * Connects a system: asks for its key, tests it, and asks which orders to send. No other setting is needed for a first
 * document. A system that takes no orders is only read, and its settings say what is read.
 */
export function AddConnection({ system, onAdded }: { system: SystemView; onAdded: () => void }) {
  const { bridge, go } = useSurroundings();
  const [credentials, setCredentials] = useState<FormValues>({});
  const [testAnswer, setTestAnswer] = useState<BridgeAnswer<CheckAnswer> | null>(null);
  const [from, setFrom] = useState<'now' | 'all'>('now');
  const [isBusy, setBusy] = useState<'test' | 'add' | null>(null);
  const [addAnswer, setAddAnswer] = useState<BridgeAnswer<unknown> | null>(null);
  const [settings, setSettings] = useState<FormValues>({});
  const schema = schemaOf(system.credentials);
  const isOnlyRead = system.functions.length === 0;

  const test = async () => {
    setBusy('test');
    setAddAnswer(null);
    setTestAnswer(
      await bridge.ask('POST', `/systems/${system.key}/check`, {
        body: { credentials, ...(isOnlyRead ? { settings } : {}) },
        read: (value) => value as CheckAnswer,
      }),
    );
    setBusy(null);
  };
  const add = async () => {
    setBusy('add');
    const added = await bridge.ask('POST', '/connections', {
      body: {
        system: system.key,
        credentials,
        ...(isOnlyRead ? { settings } : {}),
        ...(from === 'now' && !isOnlyRead ? { activeFrom: new Date().toISOString().replace(/\.\d+Z$/, 'Z') } : {}),
      },
      read: (value) => value as { connection: string },
    });
    setBusy(null);
    if (!added.ok) return setAddAnswer(added);
    onAdded();
    go({
      tab: 'connections',
      params: {
        connection: added.value.connection,
        section: isFetched ? 'fetching' : isOnlyRead ? 'more' : 'products',
      },
    });
  };
  // If the office fetches, there is nobody to ask before it is connected.
  const isFetched = system.delivery === 'pulled';
  const isTested = isFetched || testAnswer?.ok === true;
  return (
    <Card>
      <CardBody className="kontor-form">
        {/* translators: %s: name of the office's program */}
        <h3>{sprintf(__('Connect %s', 'kontor-bridge'), system.label)}</h3>
        {!isOnlyRead && <Transmitted system={system} />}
        {fieldsOf(schema).map(([name, field]) => (
          <Field
            key={name}
            name={name}
            field={field}
            value={credentials[name]}
            lists={{}}
            onChange={(value) => {
              setCredentials(withField(credentials, name, value));
              setTestAnswer(null);
            }}
          />
        ))}
        {isOnlyRead &&
          fieldsOf(schemaOf(system.settings)).map(([name, field]) => (
            <Field
              key={`settings.${name}`}
              name={name}
              field={field}
              value={settings[name] ?? field.default}
              lists={{}}
              onChange={(value) => {
                setSettings(withField(settings, name, value));
                setTestAnswer(null);
              }}
            />
          ))}
        {!isFetched && (
          <div className="kontor-row">
            <Button
              variant={isTested ? 'secondary' : 'primary'}
              isBusy={isBusy === 'test'}
              disabled={isBusy !== null || (!isOnlyRead && Object.keys(credentials).length === 0)}
              onClick={() => void test()}
            >
              {__('Test the connection', 'kontor-bridge')}
            </Button>
          </div>
        )}
        <div aria-live="polite">{testAnswer && <Report answer={testAnswer} />}</div>
        {isTested && (
          <>
            {!isOnlyRead && (
              <>
                <RadioControl
                  label={__('Which orders are sent?', 'kontor-bridge')}
                  selected={from}
                  options={[
                    { value: 'now', label: __('Orders placed from now on', 'kontor-bridge') },
                    {
                      value: 'all',
                      label: __('All orders that the bridge has, including older ones', 'kontor-bridge'),
                    },
                  ]}
                  onChange={(chosen) => setFrom(chosen === 'all' ? 'all' : 'now')}
                />
                <p className="kontor-muted">
                  {__(
                    'Older orders can be sent one by one, or by date, under Orders. You can change this later.',
                    'kontor-bridge',
                  )}
                </p>
              </>
            )}
            <Button variant="primary" isBusy={isBusy === 'add'} disabled={isBusy !== null} onClick={() => void add()}>
              {__('Connect', 'kontor-bridge')}
            </Button>
          </>
        )}
        {addAnswer && !addAnswer.ok && <Trouble problem={addAnswer.problem} />}
      </CardBody>
    </Card>
  );
}
