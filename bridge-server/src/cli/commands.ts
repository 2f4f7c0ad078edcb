import { readFileSync } from 'node:fs';
import { Argument, Option, type Command } from 'commander';
import { z } from 'zod';
import { isBelowShop } from '../auth/admit.ts';
import type { Operation } from '../operations/operation.ts';
import { RefusedCommand } from './output.ts';
import { reason } from '../texts/reason.ts';

/** One input of an operation, as its schema describes it. */
const property = z.looseObject({
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  // Several where an input may be written in several ways.
  type: z.union([z.string(), z.array(z.string())]).optional(),
  items: z.looseObject({ enum: z.array(z.string()).optional() }).optional(),
  /** Read from a JSON file. */
  file: z.boolean().optional(),
});
type Property = z.infer<typeof property>;
const schema = z.looseObject({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

/** Does an operation with what was typed. */
export type Perform = (operation: Operation, given: Record<string, unknown>) => Promise<void>;

/** Makes a command of an operation: arguments by place, every other input an option, help with examples. */
export function addCommand(program: Command, operation: Operation, perform: Perform): void {
  const { positional = [], path } = operation;
  const { properties, required: needed } = schema.parse(
    z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }),
  );
  // A bridge with one shop needs no name for it.
  const mayLackShop = isBelowShop(path);
  const required = needed.filter((name) => name !== 'shop' || !mayLackShop);
  if (mayLackShop && properties['shop'])
    properties['shop'].description =
      `${properties['shop'].description ?? ''} May be left out where the bridge has one shop.`;
  const command = commandAt(program, operation.command.split(' ')).description(operation.summary);
  for (const name of positional)
    command.addArgument(
      new Argument(required.includes(name) ? `<${name}>` : `[${name}]`, properties[name]?.description),
    );
  const named = Object.entries(properties).filter(([name]) => !positional.includes(name));
  for (const [name, its] of named) command.addOption(optionOf(name, its, required.includes(name)));
  if (operation.examples)
    command.addHelpText('after', `\nExamples:\n${operation.examples.map((example) => `  ${example}`).join('\n')}`);
  command.action(async (...typed: unknown[]) => {
    const byPlace = positional.flatMap((name, index) =>
      typed[index] === undefined ? [] : [[name, typed[index]] as const],
    );
    const options = typed[positional.length] as Record<string, string | undefined>;
    const byName = named.flatMap(([name, its]) =>
      options[name] === undefined ? [] : [[name, valueOf(its, options[name])] as const],
    );
    await perform(operation, Object.fromEntries([...byPlace, ...byName]));
  });
}

/** The command with that path, made where it is missing. */
function commandAt(program: Command, words: readonly string[]): Command {
  return words.reduce(
    (parent, word) => parent.commands.find((one) => one.name() === word) ?? parent.command(word),
    program,
  );
}

/** Says of commands that only hold others which those are. */
export function describeGroups(program: Command): void {
  for (const group of program.commands.filter((one) => one.commands.length > 0 && one.description() === '')) {
    group.description(`Its commands: ${group.commands.map((one) => one.name()).join(', ')}.`);
  }
}

function optionOf(
  name: string,
  { description = '', enum: choices, default: otherwise, type, items, file }: Property,
  required: boolean,
): Option {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const value = file ? 'file' : type === 'array' ? 'list' : name;
  const among = items?.enum ? ` Of ${items.enum.join(', ')}, with commas between them.` : '';
  const standard =
    otherwise === undefined || otherwise === null || file
      ? ''
      : ` (default: ${Array.isArray(otherwise) ? otherwise.join(',') : JSON.stringify(otherwise)})`;
  const from = file ? ' A JSON file, or - for standard input.' : '';
  const option = new Option(`--${kebab} <${value}>`, `${description}${among}${from}${standard}`);
  if (choices) option.choices(choices);
  // An option's own name must come back as the input's.
  option.attributeName = () => name;
  return option.makeOptionMandatory(required);
}

function valueOf({ type, file }: Property, text: string): unknown {
  if (file) return readJson(text);
  return type === 'array'
    ? text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '')
    : text;
}

function readJson(file: string): unknown {
  const isInput = file === '-';
  let text: string;
  try {
    text = readFileSync(isInput ? 0 : file, 'utf8');
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : String(fault);
    throw new RefusedCommand(
      isInput ? reason('input.not_readable:standard_input', { said }) : reason('input.not_readable', { file, said }),
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RefusedCommand(isInput ? reason('input.not_json:standard_input') : reason('input.not_json', { file }));
  }
}
