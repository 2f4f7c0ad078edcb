import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { CheckAnswer, ConnectionView, SystemView } from '@kontor/shared/api/connections';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { Field } from './form/field.tsx';
import { fieldsOf, schemaOf, withField, type FormValues } from './form/schema.ts';
import { Report } from './report.tsx';

/** The section Access: the connection's key, and the buttons that pause or remove the connection. */
export function AccessSection({
  connection,
  system,
  onChange,
}: {
  connection: ConnectionView;
  system: SystemView;
  onChange: () => void;
}) {
  const { bridge } = useSurroundings();
  const [credentials, setCredentials] = useState<FormValues>({});
  const [replaceAnswer, setReplaceAnswer] = useState<BridgeAnswer<CheckAnswer> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const path = `/connections/${connection.connection}`;
  const fields = fieldsOf(schemaOf(system.credentials));
  const replace = async () => {
    setBusy(true);
    const answer = await bridge.ask('POST', `${path}/credentials`, {
      body: { credentials },
      read: (value) => value as CheckAnswer,
    });
    setBusy(false);
    setReplaceAnswer(answer);
    if (answer.ok) {
      setCredentials({});
      onChange();
    }
  };
  return (
    <>
      {fields.length > 0 && (
        <>
          <p>
            {__(
              'The key is stored encrypted and is never shown again. To replace it, enter another key.',
              'kontor-bridge',
            )}
          </p>
          {fields.map(([name, field]) => (
            <Field
              key={name}
              name={name}
              field={field}
              value={credentials[name]}
              lists={{}}
              onChange={(value) => setCredentials(withField(credentials, name, value === '' ? undefined : value))}
            />
          ))}
          <div className="kontor-row">
            <Button
              variant="primary"
              isBusy={isBusy}
              disabled={isBusy || Object.keys(credentials).length === 0}
              onClick={() => void replace()}
            >
              {__('Test and replace the key', 'kontor-bridge')}
            </Button>
          </div>
          <div aria-live="polite">{replaceAnswer && <Report answer={replaceAnswer} />}</div>
        </>
      )}
      <PausePart connection={connection} onChange={onChange} />
      <RemovePart connection={connection} onChange={onChange} />
    </>
  );
}

function PausePart({ connection, onChange }: { connection: ConnectionView; onChange: () => void }) {
  const { bridge } = useSurroundings();
  const [answer, setAnswer] = useState<BridgeAnswer<unknown> | null>(null);
  const { paused } = connection;
  const toggle = async () => {
    const verb = paused ? 'resume' : 'pause';
    setAnswer(
      await bridge.ask('POST', `/connections/${connection.connection}/${verb}`, { body: {}, read: (value) => value }),
    );
    onChange();
  };
  return (
    <section className="kontor-part">
      <h5>{__('Pause', 'kontor-bridge')}</h5>
      <p>
        {paused
          ? __(
              'This connection sends nothing now. New orders are still collected, and are sent as soon as you press Go on.',
              'kontor-bridge',
            )
          : __(
              'While the connection is paused, it sends nothing. New orders are still collected, and are sent as soon as you press Go on.',
              'kontor-bridge',
            )}
      </p>
      <Button variant="secondary" onClick={() => void toggle()}>
        {paused ? __('Go on', 'kontor-bridge') : __('Pause', 'kontor-bridge')}
      </Button>
      {answer && !answer.ok && <Trouble problem={answer.problem} />}
    </section>
  );
}

/** Removes the connection after a second click, on a button that says how many documents stay. */
function RemovePart({ connection, onChange }: { connection: ConnectionView; onChange: () => void }) {
  const { bridge, go } = useSurroundings();
  const [isConfirming, setConfirming] = useState(false);
  const [answer, setAnswer] = useState<BridgeAnswer<unknown> | null>(null);
  const { counts, label } = connection;
  const remove = async () => {
    const removed = await bridge.ask('DELETE', `/connections/${connection.connection}`, { read: (value) => value });
    setAnswer(removed);
    if (!removed.ok) return;
    onChange();
    go({ tab: 'connections', params: {} });
  };
  return (
    <section className="kontor-part">
      <h5>{__('Remove', 'kontor-bridge')}</h5>
      <p>
        {sprintf(
          /* translators: 1: number of documents, 2: name of the office's program, 3: number of orders */
          __(
            'Documents in %2$s stay there (%1$d), and their history stays here. Documents that still wait (%3$d) will not be sent. If you connect the same company again, Kontor goes on where it stopped, and sends nothing twice.',
            'kontor-bridge',
          ),
          counts.done,
          label,
          counts.waiting + counts.blocked,
        )}
      </p>
      {isConfirming ? (
        <div className="kontor-row">
          <Button variant="primary" isDestructive onClick={() => void remove()}>
            {sprintf(
              /* translators: %d: number of documents */
              _n(
                'Remove the connection, keep %d document',
                'Remove the connection, keep %d documents',
                counts.done,
                'kontor-bridge',
              ),
              counts.done,
            )}
          </Button>
          <Button variant="tertiary" onClick={() => setConfirming(false)}>
            {__('Keep it', 'kontor-bridge')}
          </Button>
        </div>
      ) : (
        <Button variant="secondary" isDestructive onClick={() => setConfirming(true)}>
          {__('Remove …', 'kontor-bridge')}
        </Button>
      )}
      {answer && !answer.ok && <Trouble problem={answer.problem} />}
    </section>
  );
}
