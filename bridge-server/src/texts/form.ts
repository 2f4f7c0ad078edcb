import type { Values } from '@kontor/shared/problem';
import type { enWords } from './en.ts';
import type { Speaker } from './say.ts';
import type { Words } from './text.ts';

/** What a form must know about a field besides its texts. */
export interface FieldHints {
  /** The list of `System.options` that the form chooses from. */
  options?: string;
  /** The list of the shop that the form chooses from. */
  shop?: 'paymentMethods' | 'taxClasses';
  /** The section of the connection's screen with this field; without it, the last section. */
  section?: 'products' | 'customers' | 'payments' | 'fetching';
  secret?: boolean;
  /** Values of a text field that have labels, as the choices of an enumeration have. */
  named?: readonly string[];
  /** The values that its texts name. */
  values?: Values;
}

/**
 * What the `.meta()` of a field says. `text` is the key of the field's label. The key of its help ends in `.help`, the key of a choice in `.`
 * and the choice's value.
 */
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

/** The words with that key; undefined if there are none. */
function wordOf(speaker: Speaker, word: string, values: Values | undefined): string | undefined {
  const said = speaker.word({ word, values });
  return said === word ? undefined : said;
}

/** Label and help with that key. */
export const labelOf = (speaker: Speaker, text: string, values?: Values): { label: string; help?: string } => {
  const help = wordOf(speaker, `${text}.help`, values);
  return { label: speaker.word({ word: text, values }), ...(help === undefined ? {} : { help }) };
};

/** A form's JSON Schema, with the labels, help and choices that its fields name by key. */
export function formOf(schema: unknown, speaker: Speaker): unknown {
  if (Array.isArray(schema)) return schema.map((part) => formOf(part, speaker));
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, formOf(part, speaker)]));
  const { text, values, named, ...rest } = inner;
  // A property of the form may itself be called "text". Then its value is a schema, not a key.
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
