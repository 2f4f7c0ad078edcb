import { Button, TextareaControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ImportAnswer, PeopleKind } from '@kontor/shared/api/people';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';

/** A field for a whole list. What could not be read stays in sight, each line with why. */
export function PasteForm({ kind, onSaved, onClose }: { kind: PeopleKind; onSaved: () => void; onClose: () => void }) {
  const { bridge, format } = useSurroundings();
  const [lines, setLines] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<BridgeAnswer<ImportAnswer> | null>(null);
  const save = async () => {
    setBusy(true);
    const saved = await bridge.ask('POST', '/people/import', {
      body: { kind, lines },
      read: (value) => value as ImportAnswer,
    });
    setBusy(false);
    setAnswer(saved);
    if (!saved.ok) return;
    setLines(
      saved.value.problems
        .filter((problem) => !problem.saved)
        .map(({ text }) => text)
        .join('\n'),
    );
    onSaved();
  };
  return (
    <form
      className="kontor-part"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h5>{__('Paste a list', 'kontor-bridge')}</h5>
      <TextareaControl
        __nextHasNoMarginBottom
        label={__('Lines', 'kontor-bridge')}
        help={
          kind === 'partner'
            ? __('A line for each: number;name or number;name;IK. Columns of a spreadsheet will do.', 'kontor-bridge')
            : __(
                'A line for each: number;name or number;name;e-mail. Columns of a spreadsheet will do.',
                'kontor-bridge',
              )
        }
        rows={8}
        value={lines}
        onChange={setLines}
      />
      <div aria-live="polite">
        {answer && !answer.ok && <Trouble problem={answer.problem} />}
        {answer?.ok && (
          <>
            <p>
              {sprintf(
                /* translators: %s: how many people */
                _n('%s entry is saved.', '%s entries are saved.', answer.value.saved, 'kontor-bridge'),
                format.number(answer.value.saved),
              )}
            </p>
            <ul className="kontor-list">
              {answer.value.problems.map(({ line, text, saved, cause }) => (
                <li key={line}>
                  <code>{text}</code>{' '}
                  <span className="kontor-muted">
                    <strong>
                      {saved ? __('Saved all the same:', 'kontor-bridge') : __('Not saved:', 'kontor-bridge')}
                    </strong>{' '}
                    {cause}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div className="kontor-row">
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={isBusy || lines.trim() === ''}>
          {__('Save', 'kontor-bridge')}
        </Button>
        <Button variant="tertiary" onClick={onClose}>
          {__('Close', 'kontor-bridge')}
        </Button>
      </div>
    </form>
  );
}
