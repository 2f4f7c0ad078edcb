import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { PeopleKind, PersonView } from '@kontor/shared/api/people';
import type { BridgeProblem } from '../../bridge/ask.ts';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';
import { textsOfKind } from './kinds.ts';

/** The form of one person, branch or firm. The number of one that exists stays: settings and tasks name it. */
export function PersonForm({
  kind,
  person,
  taken,
  onSaved,
  onClose,
}: {
  kind: PeopleKind;
  /** Null: a new one. */
  person: PersonView | null;
  /** The numbers that are taken. */
  taken: readonly string[];
  /** Called with what was done, in words. */
  onSaved: (message: string) => void;
  onClose: () => void;
}) {
  const { bridge } = useSurroundings();
  const [fields, setFields] = useState({
    number: person?.number ?? '',
    name: person?.name ?? '',
    email: person?.email ?? '',
    ik: person?.ik ?? '',
  });
  const [isQuiet, setQuiet] = useState(person?.quiet ?? false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<BridgeProblem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input:not([readonly])')?.focus(), []);
  const isTaken = person === null && taken.includes(fields.number.trim());
  const save = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await bridge.ask('POST', '/people/save', {
      body: { kind, ...fields, quiet: isQuiet },
      read: (value) => value as { warning: string | null },
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    /* translators: %s: a name */
    const saved = sprintf(__('%s is saved.', 'kontor-bridge'), fields.name.trim());
    onSaved([saved, answer.value.warning].filter(Boolean).join(' '));
  };
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (entered: string) => setFields({ ...fields, [name]: entered }),
    autoComplete: 'off',
    __nextHasNoMarginBottom: true,
    __next40pxDefaultSize: true,
  });
  return (
    <form
      ref={form}
      className="kontor-part"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isTaken) void save();
      }}
    >
      <h5>{person ? person.name : textsOfKind(kind).add}</h5>
      <TextControl
        {...field('number')}
        label={__('Number or short name', 'kontor-bridge')}
        help={
          isTaken ? (
            <span role="alert">
              {__('This number is taken. Archived entries keep their numbers.', 'kontor-bridge')}
            </span>
          ) : (
            __('As the office knows it. It cannot be changed later.', 'kontor-bridge')
          )
        }
        readOnly={person !== null}
        required
        maxLength={50}
        {...(isTaken ? { 'aria-invalid': true } : {})}
      />
      <TextControl {...field('name')} label={__('Name', 'kontor-bridge')} required maxLength={200} />
      {kind === 'partner' && (
        <TextControl
          {...field('ik')}
          label={__('IK', 'kontor-bridge')}
          help={__('Only for insurers: the institution code, nine digits.', 'kontor-bridge')}
          inputMode="numeric"
        />
      )}
      <TextControl {...field('email')} type="email" label={__('E-mail', 'kontor-bridge')} maxLength={320} />
      {kind === 'clerk' && (
        <CheckboxControl
          label={__('Send no mail about new tasks', 'kontor-bridge')}
          help={__('Mails need an e-mail address here, and a mail server at the bridge.', 'kontor-bridge')}
          checked={isQuiet}
          onChange={setQuiet}
          __nextHasNoMarginBottom
        />
      )}
      {problem && <Trouble problem={problem} />}
      <div className="kontor-row">
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={isBusy}>
          {__('Save', 'kontor-bridge')}
        </Button>
        <Button variant="tertiary" onClick={onClose}>
          {__('Cancel', 'kontor-bridge')}
        </Button>
      </div>
    </form>
  );
}
