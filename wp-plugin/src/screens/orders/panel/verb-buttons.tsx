import { Button, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { StandingDocument } from '@kontor/shared/api/standings';
import type { Verb } from '@kontor/shared/api/view';
import type { BridgeProblem } from '../../../bridge/ask.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import { Confirm } from '../confirm.tsx';
import { wordsOfVerb } from '../verbs.ts';

/**
 * A button for each action that a person may take on a document now. Actions that the bridge would refuse have no
 * button.
 */
export function VerbButtons({
  document: { transfer, state, verbs },
  office,
  hasMain,
  onChange,
}: {
  document: StandingDocument;
  office: string;
  /** Whether the first button is the card's main button. If not, a link to a fix is. */
  hasMain: boolean;
  onChange: (message: string) => void;
}) {
  const { bridge } = useSurroundings();
  const [openVerb, setOpenVerb] = useState<Verb | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<BridgeProblem | null>(null);
  const perform = (verb: Verb, body: Readonly<Record<string, string>> = {}) => {
    setOpenVerb(null);
    setBusy(true);
    setProblem(null);
    void bridge.ask('POST', `/transfers/${transfer}/${verb}`, { body, read: () => null }).then((answer) => {
      setBusy(false);
      if (answer.ok) onChange(wordsOfVerb(verb).done);
      else setProblem(answer.problem);
    });
  };
  if (verbs.length === 0 && !problem) return null;
  const words = openVerb && wordsOfVerb(openVerb);
  return (
    <>
      {problem && <Trouble problem={problem} />}
      <div className="kontor-row kontor-verbs">
        {verbs.map((verb, place) => (
          <Button
            key={verb}
            variant={place === 0 && hasMain && state !== 'done' ? 'primary' : 'secondary'}
            disabled={isBusy}
            isBusy={isBusy && place === 0}
            aria-expanded={needsInput(verb) ? openVerb === verb : undefined}
            onClick={() => (needsInput(verb) ? setOpenVerb(verb) : perform(verb))}
          >
            {wordsOfVerb(verb).label}
          </Button>
        ))}
      </div>
      {openVerb === 'found' && <FoundForm office={office} onFound={(number) => perform('found', { number })} />}
      {openVerb && words?.confirm !== undefined && (
        <Confirm
          text={words.confirm}
          label={words.label}
          onConfirm={() => perform(openVerb)}
          onCancel={() => setOpenVerb(null)}
        />
      )}
    </>
  );
}

const needsInput = (verb: Verb): boolean => verb === 'found' || wordsOfVerb(verb).confirm !== undefined;

/** Asks for the number of the document in the office, for a document in doubt that a person has found there. */
function FoundForm({ office, onFound }: { office: string; onFound: (number: string) => void }) {
  const [number, setNumber] = useState('');
  return (
    <form
      className="kontor-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim() !== '') onFound(number.trim());
      }}
    >
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        /* translators: %s: name of the office's program */
        label={sprintf(__('Number of the document in %s', 'kontor-bridge'), office)}
        value={number}
        onChange={setNumber}
      />
      <Button type="submit" variant="primary" disabled={number.trim() === ''}>
        {__('It is in the office', 'kontor-bridge')}
      </Button>
    </form>
  );
}
