import { execFileSync } from 'node:child_process';
import type { Command } from 'commander';
import { allowedHolders } from '../auth/admit.ts';
import { operations } from '../operations/all.ts';
import { completionOf } from './completion.ts';
import { createProgram } from './program.ts';

const performed: { command: string; input: Record<string, unknown> }[] = [];
const program = createProgram(async ({ command }, input) => void performed.push({ command, input }));
const operatorOperations = operations.filter((operation) => allowedHolders(operation).includes('operator'));
const commandAt = (path: string): Command =>
  path
    .split(' ')
    .reduce<Command>((parent, word) => parent.commands.find((command) => command.name() === word) ?? parent, program);
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
  it.each(operatorOperations.map((operation) => [operation.command, operation] as const))(
    'has the command %s, whose help shows its summary and examples',
    (path, { summary, examples = [] }) => {
      const help = helpOf(commandAt(path)).replaceAll(/\s+/g, ' ');
      expect(help).toContain(summary);
      for (const example of examples) expect(help).toContain(example.replaceAll(/\s+/g, ' '));
    },
  );

  it('describes every command, also those that only group others', () => {
    const every = (command: Command): Command[] => [command, ...command.commands.flatMap(every)];
    expect(
      every(program)
        .filter((command) => command.description() === '')
        .map((command) => command.name()),
    ).toEqual([]);
    expect(commandAt('key').description()).toBe("The operator's keys: create, list, revoke.");
  });

  it('passes arguments and options to the operation, and splits lists at commas', async () => {
    await program.parseAsync(['transfers', '--state', 'blocked', '--json'], { from: 'user' });
    await program.parseAsync(['found', '17', '6012'], { from: 'user' });
    await program.parseAsync(['task', 'decide', '17', 'new', '--shop', 's1'], { from: 'user' });
    await program.parseAsync(['connection', 'change', 'c1', '--shop', 's1', '--statuses', 'processing, completed'], {
      from: 'user',
    });
    expect(performed).toEqual([
      { command: 'transfers', input: { state: 'blocked' } },
      { command: 'found', input: { transfer: '17', number: '6012' } },
      { command: 'task decide', input: { task: '17', option: 'new', shop: 's1' } },
      {
        command: 'connection change',
        input: { connection: 'c1', shop: 's1', statuses: ['processing', 'completed'] },
      },
    ]);
  });
});

it('a flag without a value says yes, and takes a value, too', async () => {
  performed.length = 0;
  await program.parseAsync(['shop', 'webhooks', '--by-hand', '--shop', 's1'], { from: 'user' });
  await program.parseAsync(['shop', 'webhooks', '--by-hand', 'no'], { from: 'user' });
  expect(performed.map(({ input }) => input)).toEqual([{ byHand: true, shop: 's1' }, { byHand: 'no' }]);
});

it('help with the words of a command shows the help of that command', async () => {
  const helped = createProgram(async () => undefined);
  let written = '';
  const connect = helped.commands
    .find((group) => group.name() === 'shop')
    ?.commands.find((command) => command.name() === 'connect');
  connect?.configureOutput({ writeOut: (text) => (written += text) });
  await expect(helped.parseAsync(['help', 'shop', 'connect'], { from: 'user' })).rejects.toThrow('(outputHelp)');
  expect(written).toContain('Usage: kontor shop connect');
});

describe('the completion, in a real bash', () => {
  /** What bash offers when somebody has typed these words and presses the tab key in the last one. */
  const offered = (...words: string[]): string[] => {
    const typed = words.map((word) => `'${word}'`).join(' ');
    const script = [
      completionOf(program),
      `COMP_WORDS=(kontor ${typed}) COMP_CWORD=${words.length}`,
      '_kontor',
      `printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join('\n');
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
  ])('for the words %j offers %j', (words, expected) => expect(offered(...words)).toEqual(expected));

  it('offers every command where nothing is typed yet', () => {
    expect(offered('')).toEqual(
      expect.arrayContaining([
        ...new Set(operatorOperations.map(({ command }) => command.split(' ')[0] ?? '')),
        'completion',
        '--json',
        '--help',
      ]),
    );
  });
});
