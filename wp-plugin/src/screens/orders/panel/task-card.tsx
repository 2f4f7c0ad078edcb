import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { BridgeProblem } from '../../../bridge/ask.ts';
import { Link } from '../../parts/link.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { RemedyText } from '../../parts/remedy.tsx';
import { StateDot } from '../../parts/state.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import { useAnswer } from '../../use-answer.ts';
import type { TaskAnswer } from '../answers.ts';
import { TaskForm } from './task-form.tsx';
import { TaskOptions } from './task-options.tsx';

/**
 * A question with its possible answers, or something to do by hand. An answer counts for every order with the same
 * question.
 */
export function TaskCard({ task, onChange }: { task: TaskAnswer; onChange: (message: string) => void }) {
  const { bridge, format } = useSurroundings();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<BridgeProblem | null>(null);
  const [isEditing, setEditing] = useState(false);
  const move = (path: 'decide' | 'done' | 'reopen', body: Readonly<Record<string, string>>) => {
    setBusy(true);
    setProblem(null);
    void bridge.ask('POST', `/tasks/${task.id}/${path}`, { body, read: () => null }).then((answer) => {
      setBusy(false);
      if (answer.ok) onChange(movedInWords(path));
      else setProblem(answer.problem);
    });
  };
  const isOpen = task.state === undefined || task.state === 'open';
  return (
    <div className="kontor-task">
      <p>
        <StateDot tone={isOpen ? 'blocked' : 'closed'}>
          <strong>{kindInWords(task)}</strong>
        </StateDot>
      </p>
      <p>
        {task.cause} <RemedyText text={task.remedy} />
      </p>
      {(task.clerk || task.due) && (
        <p className="kontor-muted">
          {[
            task.clerk,
            /* translators: %s: a day */
            task.due && sprintf(__('by %s', 'kontor-bridge'), format.day(task.due)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {task.note && <p className="kontor-note">{task.note}</p>}
      {problem && <Trouble problem={problem} />}
      {isEditing && (
        <TaskForm
          task={task}
          onSaved={(message) => {
            setEditing(false);
            onChange(message);
          }}
          onClose={() => setEditing(false)}
        />
      )}
      {isOpen && !isEditing && (
        <div className="kontor-row">
          <TaskOptions options={task.options} isBusy={isBusy} onChosen={(option) => move('decide', { option })} />
          {task.options.length === 0 && (
            <Button variant="secondary" disabled={isBusy} onClick={() => move('done', {})}>
              {__('I have done it', 'kontor-bridge')}
            </Button>
          )}
          <Button variant="tertiary" disabled={isBusy} onClick={() => setEditing(true)}>
            {__('Clerk, day and note', 'kontor-bridge')}
          </Button>
        </div>
      )}
      {(task.state === 'done' || task.state === 'expired') && (
        <Button variant="tertiary" disabled={isBusy} onClick={() => move('reopen', {})}>
          {__('Open again', 'kontor-bridge')}
        </Button>
      )}
    </div>
  );
}

function kindInWords({ kind, options }: TaskAnswer): string {
  if (kind === 'new') return __('To look at', 'kontor-bridge');
  return options.length > 0 ? __('To decide', 'kontor-bridge') : __('To do by hand', 'kontor-bridge');
}

function movedInWords(path: 'decide' | 'done' | 'reopen'): string {
  if (path === 'reopen') return __('The task is open again.', 'kontor-bridge');
  return path === 'decide'
    ? __('Decided. Every order that waited for this decision goes on.', 'kontor-bridge')
    : __('The task is done.', 'kontor-bridge');
}

/** The task that the address names, with a link to its order where another place shows it. */
export function TaskById({ id, onChange }: { id: string; onChange: (message: string) => void }) {
  const { bridge, place } = useSurroundings();
  const [loaded, reload] = useAnswer(
    (signal) => bridge.ask<TaskAnswer>('GET', `/tasks/${id}`, { read: (value) => value as TaskAnswer, signal }),
    id,
  );
  if (loaded.kind === 'loading') return <Skeleton lines={3} />;
  if (loaded.kind === 'problem') return <Trouble problem={loaded.problem} onRetry={reload} />;
  const { subject } = loaded.value;
  return (
    <>
      <TaskCard
        task={loaded.value}
        onChange={(message) => {
          reload();
          onChange(message);
        }}
      />
      {subject?.kind === 'order' && subject.id !== place.params['order'] && (
        <Link to={{ tab: 'orders', params: { order: subject.id } }}>{__('Open the order', 'kontor-bridge')}</Link>
      )}
    </>
  );
}
