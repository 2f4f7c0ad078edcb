import type { Values } from '@kontor/shared/problem';
import type { enWords } from './en.ts';
import type { Speaker } from './say.ts';
import type { Words } from './text.ts';

/** What a form needs to know of a field besides its texts. */
export interface FieldHints {
  /** The list of `System.options` that the form chooses from. */
  options?: string;
  /** A list of the shop's own that the form chooses from. */
  shop?: 'paymentMethods' | 'taxClasses';
  /** The section of a connection's screen that it stands in; without one, the last. */
  section?: 'products' | 'customers' | 'payments';
  secret?: boolean;
  /** Values of a text that have a name of their own, as each choice of an enumeration has. */
  named?: readonly string[];
  /** What its texts name. */
  values?: Values;
}

/** What a field's `.meta()` says of it. `text`: the key of its label; its help has the same with `.help`, each choice with `.` and its value. */
export interface FieldTexts extends FieldHints {
  text: string;
}

/** Names the texts of a form's field. */
export interface Fields<English extends Words> {
  (text: keyof English & string, hints?: FieldHints): FieldTexts & Record<string, unknown>;
}

export const fieldTextsOf =
  <English extends Words>(_own: { en: { words: English } }): Fields<English> =>
  (text, hints = {}) => ({ text, ...hints });

/**
 * The texts of a field that every system may have.
 * @example z.string().meta(field('setting.taxClass'))
 */
export const field: Fields<typeof enWords> = (text, hints = {}) => ({ text, ...hints });

/** The words with that key; undefined where there are none. */
function wordOf(speaker: Speaker, word: string, values: Values | undefined): string | undefined {
  const said = speaker.word({ word, values });
  return said === word ? undefined : said;
}

/** Label and help with that key. */
export const labelOf = (speaker: Speaker, text: string, values?: Values): { label: string; help?: string } => {
  const help = wordOf(speaker, `${text}.help`, values);
  return { label: speaker.word({ word: text, values }), ...(help === undefined ? {} : { help }) };
};

/** A form's JSON Schema with the labels, help and names of choices that its fields name by key. */
export function formOf(schema: unknown, speaker: Speaker): unknown {
  if (Array.isArray(schema)) return schema.map((one) => formOf(one, speaker));
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, one]) => [name, formOf(one, speaker)]));
  const { text, values, named, ...rest } = inner;
  // A property may be called "text", too: then it is a schema and no key.
  if (typeof text !== 'string') return inner;
  const filled = values as Values | undefined;
  const choices = [rest['enum'], named].flatMap((some) => (Array.isArray(some) ? (some as unknown[]) : []));
  const labels = choices.flatMap((choice) => {
    const label = wordOf(speaker, `${text}.${String(choice)}`, filled);
    return label === undefined ? [] : [[String(choice), label] as const];
  });
  return {
    ...rest,
    ...labelOf(speaker, text, filled),
    ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
  };
}
