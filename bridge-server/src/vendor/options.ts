import type { Options, Option } from '../systems/contract.ts';
import { reasonOf } from '../texts/say.ts';
import { isForbidden, type Reply } from './reply.ts';

/**
 * The lists of options that are made of one list of the vendor's, by their names. Each function says what a row offers; `null`: the
 * row is not offered. Where the vendor's list could not be read, each list of options says why.
 */
export function optionsOf<Row>(
  reply: Reply<readonly Row[]>,
  lists: Readonly<Record<string, (row: Row) => Option | null>>,
): Options {
  const listOf = (optionOf: (row: Row) => Option | null): Options[string] =>
    reply.kind === 'value'
      ? { kind: 'read', options: reply.value.flatMap((row) => optionOf(row) ?? []) }
      : { kind: isForbidden(reply) ? 'forbidden' : 'not_now', ...reasonOf(reply) };
  return Object.fromEntries(Object.entries(lists).map(([name, optionOf]) => [name, listOf(optionOf)]));
}

type PlainOption = Extract<Option, { label: string }>;

/** An option whose label begins with its value; `null` where there is no value. */
export const labelledOption = (
  value: string | null | undefined,
  name: string | null | undefined,
  more = '',
): PlainOption | null => (value ? { value, label: `${value} ${name ?? ''}`.trim() + more } : null);
