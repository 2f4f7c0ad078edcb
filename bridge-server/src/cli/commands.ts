import { readFileSync } from 'node:fs';
import { Argument, Option, type Command } from 'commander';
import { z } from 'zod';
import { isBelowShop } from '../auth/admit.ts';
import type { Operation } from '../operations/operation.ts';
import { RefusedCommand } from './output.ts';
import { reason } from '../texts/reason.ts';

/** One input of an operation, as JSON Schema describes it. */
const property = z.looseObject({
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  // JSON Schema writes several types as a list, for an input that may be written in several ways.
  type: z.union([z.string(), z.array(z.string())]).optional(),
  items: z.looseObject({ enum: z.array(z.string()).optional() }).optional(),
  /** True when the command line reads the input from a JSON file. */
  file: z.boolean().optional(),
});
type Property = z.infer<typeof property>;
const schema = z.looseObject({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

/** Runs an operation with the inputs that were typed. */
export type Perform = (operation: Operation, input: Record<string, unknown>) => Promise<void>;

/**
 * Makes a command from an operation: positional inputs become arguments, all others options; the help shows the
 * examples.
 */
export function addCommand(program: Command, operation: Operation, perform: Perform): void {
  const { positional = [], path } = operation;
  const { properties, required: requiredBySchema } = schema.parse(
    z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }),
  );
  // `withShop` fills in the shop of a bridge that has only one.
  const mayLackShop = isBelowShop(path);
  const required = requiredBySchema.filter((name) => name !== 'shop' || !mayLackShop);
  if (mayLackShop && properties['shop'])
    properties['shop'].description =
      `${properties['shop'].description ?? ''} Not needed when the bridge has only one shop.`;
  const command = commandAt(program, operation.command.split(' ')).description(operation.summary);
  for (const name of positional)
    command.addArgument(
      new Argument(required.includes(name) ? `<${name}>` : `[${name}]`, properties[name]?.description),
    );
  const optionInputs = Object.entries(properties).filter(([name]) => !positional.includes(name));
  for (const [name, described] of optionInputs) command.addOption(optionOf(name, described, required.includes(name)));
  if (operation.examples)
    command.addHelpText('after', `\nExamples:\n${operation.examples.map((example) => `  ${example}`).join('\n')}`);
  command.action(async (...typed: unknown[]) => {
    const argumentValues = positional.flatMap((name, index) =>
      typed[index] === undefined ? [] : [[name, typed[index]] as const],
    );
    const typedOptions = typed[positional.length] as Record<string, string | true | undefined>;
    const optionValues = optionInputs.flatMap(([name, described]) =>
      typedOptions[name] === undefined ? [] : [[name, valueOf(described, typedOptions[name])] as const],
    );
    await perform(operation, Object.fromEntries([...argumentValues, ...optionValues]));
  });
}

/** The command at this path; commands on the path that do not exist yet are added. */
function commandAt(program: Command, words: readonly string[]): Command {
  return words.reduce(
    (parent, word) => parent.commands.find((command) => command.name() === word) ?? parent.command(word),
    program,
  );
}

/** What the commands of a group are about. */
const groupSubjects: Readonly<Record<string, string>> = {
  shop: 'Shops, their keys and the reading of their orders',
  key: "The operator's keys",
  system: 'One system',
  connection: 'Connections of shops to systems',
  'office-key': 'The keys by which an office fetches',
  office: 'The office that fetches from a connection',
  order: 'Orders of a shop',
  task: 'One task',
  person: 'People and places of the office',
  sealing: 'The encryption of stored secrets',
};

/** Describes each command that has no operation of its own by its subject and the commands below it. */
export function describeGroups(program: Command): void {
  for (const group of program.commands.filter(({ commands }) => commands.length > 0)) {
    if (group.description() !== '') continue;
    const names = group.commands.map((command) => command.name()).join(', ');
    group.description(`${groupSubjects[group.name()] ?? 'More commands'}: ${names}.`);
  }
}

function optionOf(
  name: string,
  { description = '', enum: choices, default: standard, type, items, file }: Property,
  required: boolean,
): Option {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const placeholder = file ? '<file>' : type === 'array' ? '<list>' : isFlag(type) ? '[yes|no]' : `<${name}>`;
  const source = file ? ' A JSON file, or - for standard input.' : '';
  const list = type !== 'array' || file ? '' : items?.enum ? ` A list of ${items.enum.join(', ')}.` : '';
  const separator = type === 'array' && !file ? ' Separate several with commas.' : '';
  const standardText =
    standard === undefined || standard === null || file
      ? ''
      : ` (default: ${Array.isArray(standard) ? standard.join(',') : JSON.stringify(standard)})`;
  const option = new Option(`--${kebab} ${placeholder}`, `${description}${source}${list}${separator}${standardText}`);
  if (choices) option.choices(choices);
  // Commander would write `zeroTotal` for `--zero-total` by itself, but the input's own name must come back unchanged.
  option.attributeName = () => name;
  return option.makeOptionMandatory(required);
}

/** A flag says yes without a value: `--by-hand` is `--by-hand yes`. */
const isFlag = (type: Property['type']): boolean => [type].flat().includes('boolean');

function valueOf({ type, file }: Property, text: string | true): unknown {
  if (text === true) return true;
  if (file) return readJson(text);
  return type === 'array'
    ? text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '')
    : text;
}

function readJson(file: string): unknown {
  const isStandardInput = file === '-';
  let text: string;
  try {
    text = readFileSync(isStandardInput ? 0 : file, 'utf8');
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : String(fault);
    throw new RefusedCommand(
      isStandardInput
        ? reason('input.not_readable:standard_input', { said })
        : reason('input.not_readable', { file, said }),
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RefusedCommand(
      isStandardInput ? reason('input.not_json:standard_input') : reason('input.not_json', { file }),
    );
  }
}
