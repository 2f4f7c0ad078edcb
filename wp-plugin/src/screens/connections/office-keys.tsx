import { Button, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { NewOfficeKey, OfficeKeysAnswer, OfficeKeyView } from '@kontor/shared/api/fetching';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Notice } from '../parts/notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Time } from '../parts/time.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useCopy } from '../parts/use-copy.tsx';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';

/** The keys by which the office fetches: the list, the form that creates one, and the new key, which is shown once. */
export function OfficeKeys({ connection, onChange }: { connection: string; onChange: () => void }) {
  const { bridge } = useSurroundings();
  const path = `/connections/${connection}/office-keys`;
  const [keys, reload] = useAnswer(
    (signal) => bridge.ask('GET', path, { signal, read: (value) => value as OfficeKeysAnswer }),
    `office-keys ${connection}`,
  );
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [created, setCreated] = useState<BridgeAnswer<NewOfficeKey> | null>(null);
  const create = async () => {
    setBusy(true);
    const answer = await bridge.ask('POST', path, { body: { name }, read: (value) => value as NewOfficeKey });
    setBusy(false);
    setCreated(answer);
    if (!answer.ok) return;
    setName('');
    reload();
    onChange();
  };
  return (
    <section className="kontor-part">
      <h5>{__('Keys of the office', 'kontor-bridge')}</h5>
      <p>
        {__(
          'The program that fetches at the office needs a key and the address of the documents. Give each computer a key of its own, so that you can revoke one alone.',
          'kontor-bridge',
        )}
      </p>
      {keys.kind === 'problem' ? (
        <Trouble problem={keys.problem} onRetry={reload} />
      ) : keys.kind === 'answer' ? (
        <KeyList
          keys={keys.value.keys}
          path={path}
          onRevoked={() => {
            reload();
            onChange();
          }}
        />
      ) : (
        <Skeleton lines={2} />
      )}
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={__('Name of the computer', 'kontor-bridge')}
        help={__('For example: server in Kiel.', 'kontor-bridge')}
        maxLength={100}
        value={name}
        onChange={setName}
      />
      <Button variant="secondary" isBusy={isBusy} disabled={isBusy} onClick={() => void create()}>
        {__('Create a key', 'kontor-bridge')}
      </Button>
      <div aria-live="polite">
        {created && !created.ok && <Trouble problem={created.problem} />}
        {created?.ok && <CreatedKey created={created.value} onHide={() => setCreated(null)} />}
      </div>
    </section>
  );
}

/** The new key with the address of the documents. It is gone when the user leaves the page. */
function CreatedKey({ created: { key, documents }, onHide }: { created: NewOfficeKey; onHide: () => void }) {
  const says = __('The key is shown only now. Copy it into the program that fetches.', 'kontor-bridge');
  return (
    <Notice status="success" says={says}>
      <p>{says}</p>
      <Copied label={__('Key', 'kontor-bridge')} text={key} />
      <Copied label={__('Address of the documents', 'kontor-bridge')} text={documents} />
      <Button variant="tertiary" onClick={onHide}>
        {__('Hide the key', 'kontor-bridge')}
      </Button>
    </Notice>
  );
}

/** A labelled text with a button that copies it. */
function Copied({ label, text }: { label: string; text: string }) {
  const { isCopied, copy, forget, field } = useCopy(2, label);
  return (
    <p className="kontor-code">
      <span className="kontor-muted">{label}</span> <code>{text}</code>
      <Button variant="secondary" size="small" onClick={() => copy(text)} onBlur={forget}>
        {isCopied ? __('Copied', 'kontor-bridge') : __('Copy', 'kontor-bridge')}
        <span className="screen-reader-text"> {label}</span>
      </Button>
      {field}
    </p>
  );
}

function KeyList({ keys, path, onRevoked }: { keys: readonly OfficeKeyView[]; path: string; onRevoked: () => void }) {
  const inUse = keys.filter(({ revokedAt }) => revokedAt === null);
  const revoked = keys.length - inUse.length;
  return (
    <>
      {inUse.length === 0 ? (
        <p>{__('There is no key yet, so nobody can fetch.', 'kontor-bridge')}</p>
      ) : (
        <ul className="kontor-list">
          {inUse.map((key) => (
            <Key key={key.keyId} officeKey={key} path={path} onRevoked={onRevoked} />
          ))}
        </ul>
      )}
      {revoked > 0 && (
        <p className="kontor-muted">
          {/* translators: %d: number of keys */}
          {sprintf(__('Revoked keys: %d', 'kontor-bridge'), revoked)}
        </p>
      )}
    </>
  );
}

/** One key, with the button that revokes it after a question. */
function Key({ officeKey, path, onRevoked }: { officeKey: OfficeKeyView; path: string; onRevoked: () => void }) {
  const { bridge } = useSurroundings();
  const [isAsking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<BridgeAnswer<unknown> | null>(null);
  const { keyId, name, createdAt } = officeKey;
  const shownName = name === '' ? keyId : name;
  const revoke = async () => {
    const revoked = await bridge.ask('DELETE', `${path}/${keyId}`, { read: (value) => value });
    setAnswer(revoked);
    setAsking(false);
    if (revoked.ok) onRevoked();
  };
  return (
    <li>
      <div>
        <strong>{shownName}</strong> <span className="kontor-muted">{keyId}</span>{' '}
        <span className="kontor-muted">
          {__('created', 'kontor-bridge')} <Time at={createdAt} />
        </span>
      </div>
      {isAsking ? (
        <div role="group" aria-label={shownName}>
          <p>
            {__(
              'The computer with this key can no longer fetch. This cannot be undone. Revoke the key?',
              'kontor-bridge',
            )}
          </p>
          <div className="kontor-row">
            <Button variant="primary" isDestructive onClick={() => void revoke()}>
              {__('Revoke the key', 'kontor-bridge')}
            </Button>
            <Button variant="tertiary" onClick={() => setAsking(false)}>
              {__('Keep it', 'kontor-bridge')}
            </Button>
          </div>
        </div>
      ) : (
        <Button variant="tertiary" isDestructive onClick={() => setAsking(true)}>
          {__('Revoke …', 'kontor-bridge')}
          <span className="screen-reader-text"> {shownName}</span>
        </Button>
      )}
      {answer && !answer.ok && <Trouble problem={answer.problem} />}
    </li>
  );
}
