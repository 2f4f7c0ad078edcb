import { Button, SelectControl, TextareaControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { BridgeProblem } from '../../../bridge/ask.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useClerks } from '../../people/use-clerks.ts';
import { useSurroundings } from '../../surroundings.ts';
import type { TaskAnswer } from '../answers.ts';

/** Whose a task is, by which day it is due, and a note on it. */
export function TaskForm({
  task,
  onSaved,
  onClose,
}: {
  task: TaskAnswer;
  onSaved: (message: string) => void;
  onClose: () => void;
}) {
  const { bridge, format } = useSurroundings();
  const dueDay = task.due === null ? '' : format.toField(task.due).slice(0, 10);
  const [fields, setFields] = useState({ clerk: task.clerk ?? '', due: dueDay, note: task.note ?? '' });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<BridgeProblem | null>(null);
  const clerks = useClerks();
  const isListed = fields.clerk === '' || clerks.some(({ number }) => number === fields.clerk);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    const { clerk, due, note } = fields;
    const answer = await bridge.ask('POST', `/tasks/${task.id}/assign`, {
      body: { clerk, note, ...(due === '' || due === dueDay ? {} : { due: format.fromField(`${due}T12:00`) }) },
      read: () => null,
    });
    setBusy(false);
    if (answer.ok) onSaved(__('The task is saved.', 'kontor-bridge'));
    else setProblem(answer.problem);
  };
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (entered: string) => setFields({ ...fields, [name]: entered }),
    __nextHasNoMarginBottom: true,
  });
  return (
    <form
      className="kontor-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <SelectControl
        {...field('clerk')}
        __next40pxDefaultSize
        label={__('Clerk', 'kontor-bridge')}
        options={[
          { value: '', label: __('Anybody', 'kontor-bridge') },
          ...(isListed ? [] : [{ value: fields.clerk, label: fields.clerk }]),
          ...clerks.map(({ number, name }) => ({ value: number, label: `${name} (${number})` })),
        ]}
      />
      <TextControl {...field('due')} __next40pxDefaultSize type="date" label={__('Due on', 'kontor-bridge')} />
      <TextareaControl {...field('note')} label={__('Note', 'kontor-bridge')} rows={3} maxLength={2000} />
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
