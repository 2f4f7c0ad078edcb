import { reasonOf } from '../texts/say.ts';
import type { Options, Option } from '../systems/contract-report.ts';
import { isForbidden, type Reply } from './reply.ts';

/**
 * Makes lists of options from one list of the vendor. Each function turns a row into an option, or into `null` for a
 * row that its list does not offer. If the vendor's list could not be read, each list of options says why.
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
  suffix = '',
): PlainOption | null => (value ? { value, label: `${value} ${name ?? ''}`.trim() + suffix } : null);
