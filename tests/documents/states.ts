import { taskStateMeanings } from '../../bridge-server/src/desk/tasks.ts';
import { states, table, type Row } from '../../bridge-server/src/mirror/transfer/states.ts';

const title = `# What can happen to a transfer

For engineers and for support: every state of a transfer, and every event that changes it. A state says who acts next, the reason says why. A
pair of state and event that is not listed is refused. \`npm run documents\` makes this page from the state table in
\`bridge-server/src/mirror/transfer/states.ts\`, and a test compares both.
`;

const words: Readonly<Record<string, string>> = {
  nothing_begun: 'nothing begun',
  begun: 'something begun',
  intent_open: "a call's outcome is unknown",
  no_intent_open: "no call's outcome is unknown",
  replayed: 'asked for again',
  was_done: 'asked for again when it was done',
  not_done_before: 'not asked for again when it was done',
  reopenable: 'closed by a rule or before sending',
  reason_doubt: 'blocked by a doubt',
  reason_document_differs: 'blocked by a difference',
};
const dues: Readonly<Record<string, string>> = {
  now: 'at once',
  retry: 'by the retry schedule',
  lane: '1 s, doubling to 5 minutes',
  settle: 'after the settling time',
  asked: 'when the event says',
};
const besides: Readonly<Record<string, string>> = {
  amendment: 'an amendment is wanted',
  cancellation: 'a cancellation is wanted',
  open_breaker: "the connection's circuit breaker opens",
  task: 'tasks for people are opened',
};

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function cellsOf(row: Row): string[] {
  return [
    row.event.replaceAll('_', ' '),
    (row.when ?? []).map((name) => words[name] ?? name).join(', '),
    row.to,
    `\`${row.reason}${row.reason.endsWith('.') ? '*' : ''}\``,
    row.who.join(', '),
    row.due ? (dues[row.due] ?? row.due) : '',
    row.also ? (besides[row.also] ?? row.also) : '',
  ];
}

const tasks = `## Tasks

A task is something that a person must do or decide. The same task is never open twice: a transfer that needs it uses the open one. A task
ends by itself when the last transfer that needs it no longer does, for example because its order was cancelled, or because the office
corrected the customer and the transfer could be planned. It also ends when its time runs out, if it has one
(\`kontor task assign --expires\`).
`;

/** The page docs/states.md: the state table with one section for each state, and the states of tasks. */
export function statesDocument(): string {
  const sections = (['none', ...states] as const).map((from) => {
    const rows = table.filter((row: Row) => row.from === from);
    const heading = from === 'none' ? 'Not there yet' : from;
    return [
      `## ${heading}\n`,
      line(['event', 'when', 'next', 'reason', 'who', 'looked at again', 'besides']),
      line(Array(7).fill('---') as string[]),
      ...rows.map((row) => line(cellsOf(row))),
    ].join('\n');
  });
  const meanings = Object.entries(taskStateMeanings).map(([state, meaning]) => line([state, meaning]));
  const taskTable = [line(['state', 'meaning']), line(['---', '---']), ...meanings].join('\n');
  return `${title}\n${sections.join('\n\n')}\n\n${tasks}\n${taskTable}\n`;
}
