import { execFileSync } from 'node:child_process';
import type { Command } from 'commander';
import { holdersThatMay } from '../auth/admit.ts';
import { operations } from '../operations/all.ts';
import { completionOf } from './completion.ts';
import { createProgram } from './program.ts';

const done: [string, Record<string, unknown>][] = [];
const program = createProgram(async (operation, given) => void done.push([operation.command, given]));
const asked = operations.filter((operation) => holdersThatMay(operation).includes('operator'));
const at = (path: string): Command =>
  path
    .split(' ')
    .reduce<Command>((command, word) => command.commands.find((one) => one.name() === word) ?? command, program);
const helpOf = (command: Command): string => {
  let text = '';
  command
    .configureOutput({
      writeOut: (part) => {
        text += part;
      },
    })
    .outputHelp();
  return text;
};

describe('the command line', () => {
  it.each(asked.map((operation) => [operation.command, operation] as const))(
    'offers %s, and its help says what it does, with its examples',
    (path, { summary, examples = [] }) => {
      const help = helpOf(at(path)).replaceAll(/\s+/g, ' ');
      expect(help).toContain(summary);
      for (const example of examples) expect(help).toContain(example.replaceAll(/\s+/g, ' '));
    },
  );

  it('says of each command what it is for, also where it only holds others', () => {
    const every = (command: Command): Command[] => [command, ...command.commands.flatMap(every)];
    expect(
      every(program)
        .filter((command) => command.description() === '')
        .map((command) => command.name()),
    ).toEqual([]);
    expect(at('key').description()).toBe('Its commands: create, list, revoke.');
  });

  it('hands over what was typed: by place, by option, lists at their commas', async () => {
    await program.parseAsync(['transfers', '--state', 'blocked', '--json'], { from: 'user' });
    await program.parseAsync(['found', '17', '6012'], { from: 'user' });
    await program.parseAsync(['task', 'decide', '17', 'new', '--shop', 's1'], { from: 'user' });
    await program.parseAsync(['connection', 'change', 'c1', '--shop', 's1', '--statuses', 'processing, completed'], {
      from: 'user',
    });
    expect(done).toEqual([
      ['transfers', { state: 'blocked' }],
      ['found', { transfer: '17', number: '6012' }],
      ['task decide', { task: '17', option: 'new', shop: 's1' }],
      ['connection change', { connection: 'c1', shop: 's1', statuses: ['processing', 'completed'] }],
    ]);
  });
});

describe('its completion, in a real bash', () => {
  /** What bash offers when somebody has typed these words and presses the tabulator key in the last one. */
  const offered = (...words: string[]): string[] => {
    const typed = words.map((word) => `'${word}'`).join(' ');
    const script = `${completionOf(program)}\nCOMP_WORDS=(kontor ${typed}) COMP_CWORD=${words.length}\n_kontor\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' }).split('\n').filter(Boolean);
  };

  it.each([
    [['conn'], ['connection']],
    [
      ['connection', 're'],
      ['resume', 'remove'],
    ],
    [['transfers', '--st'], ['--state']],
    [['--json', 'key', 'c'], ['create']],
    [['nothing', 'x'], []],
  ])('offers for %j: %j', (words, expected) => expect(offered(...words)).toEqual(expected));

  it('offers every command where nothing is typed yet', () => {
    expect(offered('')).toEqual(
      expect.arrayContaining([
        ...new Set(asked.map(({ command }) => command.split(' ')[0] ?? '')),
        'completion',
        '--json',
        '--help',
      ]),
    );
  });
});
