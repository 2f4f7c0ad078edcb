import { Button, SelectControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Link } from '../../parts/link.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { StateDot } from '../../parts/state.tsx';
import { Time } from '../../parts/time.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useClerks } from '../../people/use-clerks.ts';
import { useSurroundings } from '../../surroundings.ts';
import { useAnswer } from '../../use-answer.ts';
import type { TaskAnswer } from '../answers.ts';
import { TaskPanel } from '../panel/task-panel.tsx';

/** A task in the list, with when it was made. */
interface ListedTask extends TaskAnswer {
  readonly title: string;
  readonly order: string | null;
  readonly createdAt: string;
}
interface TasksPage {
  readonly next: string | null;
  readonly tasks: readonly ListedTask[];
}

/** The tasks in the states that the address may name. */
const shownStates = ['open', 'done'] as const;

/** What people must do or decide, or what they have done, newest first. The address names the state and the clerk. */
export function TaskList() {
  const { bridge, place, go } = useSurroundings();
  const state = shownStates.find((name) => name === place.params['tasks']) ?? 'open';
  const { clerk = '', after, task } = place.params;
  const [loaded, reload] = useAnswer(
    (signal) =>
      bridge.ask<TasksPage>('GET', '/tasks', {
        query: { state, after, ...(clerk === '' ? {} : { clerk }) },
        read: (value) => value as TasksPage,
        signal,
      }),
    JSON.stringify([state, clerk, after]),
  );
  const clerks = useClerks();
  const here = { tasks: state, ...(clerk === '' ? {} : { clerk }) };
  const names = { open: __('To do', 'kontor-bridge'), done: __('Done', 'kontor-bridge') };
  return (
    <div className="kontor-tasks">
      <p>
        <Link to={{ tab: 'orders', params: {} }}>{__('← All orders', 'kontor-bridge')}</Link>
      </p>
      <h3>{__('Tasks', 'kontor-bridge')}</h3>
      <nav className="kontor-row" aria-label={__('Tasks', 'kontor-bridge')}>
        {shownStates.map((name) => (
          <Link key={name} to={{ tab: 'orders', params: { ...here, tasks: name } }} isCurrent={name === state}>
            {names[name]}
          </Link>
        ))}
      </nav>
      {clerks.length > 0 && (
        <SelectControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('Clerk', 'kontor-bridge')}
          value={clerk}
          options={[
            { value: '', label: __('Everybody', 'kontor-bridge') },
            ...clerks.map(({ number, name }) => ({ value: number, label: name })),
          ]}
          onChange={(chosen) => go({ tab: 'orders', params: { tasks: state, clerk: chosen } })}
        />
      )}
      {loaded.kind === 'loading' && <Skeleton lines={10} />}
      {loaded.kind === 'problem' && <Trouble problem={loaded.problem} onRetry={reload} />}
      {loaded.kind === 'answer' && (
        <>
          {loaded.problem && <Trouble problem={loaded.problem} onRetry={reload} />}
          {loaded.value.tasks.length === 0 ? (
            <p className="kontor-nothing">{__('There are no tasks here.', 'kontor-bridge')}</p>
          ) : (
            <ul className="kontor-list">
              {loaded.value.tasks.map((listed) => (
                <TaskLine key={listed.id} task={listed} here={here} isOpen={state === 'open'} />
              ))}
            </ul>
          )}
          <div className="kontor-row kontor-pages">
            {after && <Link to={{ tab: 'orders', params: here }}>{__('First page', 'kontor-bridge')}</Link>}
            {loaded.value.next && (
              <Link to={{ tab: 'orders', params: { ...here, after: loaded.value.next } }}>
                {__('Next page', 'kontor-bridge')}
              </Link>
            )}
            <Button variant="tertiary" isBusy={loaded.isOld} onClick={reload}>
              {__('Refresh', 'kontor-bridge')}
            </Button>
          </div>
        </>
      )}
      {task && <TaskPanel key={task} id={task} onChange={reload} />}
    </div>
  );
}

/** One task: what it is about, whose it is and when it is due, with a link that opens it. */
function TaskLine({
  task,
  here,
  isOpen,
}: {
  task: ListedTask;
  here: Readonly<Record<string, string>>;
  isOpen: boolean;
}) {
  const { format } = useSurroundings();
  const isOverdue = isOpen && task.due !== null && Date.parse(task.due) < Date.now();
  return (
    <li className="kontor-line">
      <div>
        <StateDot tone={isOpen ? 'blocked' : 'closed'}>
          {task.order && <strong>#{task.order} </strong>}
          {task.title}
        </StateDot>
        <span className="kontor-muted">
          <Time at={task.createdAt} />
          {task.clerk && ` · ${task.clerk}`}
          {task.due &&
            ` · ${sprintf(
              isOverdue
                ? /* translators: %s: a day */
                  __('overdue since %s', 'kontor-bridge')
                : /* translators: %s: a day */
                  __('by %s', 'kontor-bridge'),
              format.day(task.due),
            )}`}
          {task.note && ` · ${task.note}`}
        </span>
      </div>
      <Link
        to={{ tab: 'orders', params: { ...here, task: String(task.id) } }}
        className="components-button is-secondary"
      >
        {__('Open', 'kontor-bridge')}
        <span className="screen-reader-text"> {task.title}</span>
      </Link>
    </li>
  );
}
