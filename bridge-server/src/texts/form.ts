import { catalogue } from './catalogue.ts';
import type { enWords } from './en.ts';
import { inEnglishWord } from './reason.ts';
import type { Catalogue, Words } from './text.ts';
import type { Values } from '@kontor/shared/problem';

/** What a form needs to know of a field besides its texts. */
export interface FieldHints {
  /** The list of `System.options` that the form chooses from. */
  options?: string;
  secret?: boolean;
  /** What its texts name. */
  values?: Values;
}

/** What a field's `.meta()` says of it. */
export interface FieldTexts extends FieldHints {
  text: string;
  label: string;
  help?: string;
}

/** Names the texts of a form's field: the key of its label; its help has the same with `.help`, each choice with `.` and its value. */
export interface Fields<English extends Words> {
  (text: keyof English & string, hints?: FieldHints): FieldTexts & Record<string, unknown>;
}

export const fieldsOf =
  <English extends Words>(own: { en: { words: English } }, all: readonly Catalogue[]): Fields<English> =>
  (text, hints = {}) => {
    const { values = {} } = hints;
    const help = `${text}.help`;
    return {
      text,
      label: inEnglishWord(all, { word: text, values }),
      ...(help in own.en.words ? { help: inEnglishWord(all, { word: help, values }) } : {}),
      ...hints,
    };
  };

/**
 * The texts of a field that every system may have.
 * @example z.string().meta(field('setting.taxClass'))
 */
export const field: Fields<typeof enWords> = fieldsOf(catalogue, [catalogue]);
