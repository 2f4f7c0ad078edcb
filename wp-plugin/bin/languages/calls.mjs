import { placeholdersOf } from './placeholders.mjs';

export const textDomain = 'kontor-bridge';

/** What each argument of WordPress's functions is. */
const text = ['text', 'domain'];
const inContext = ['text', 'context', 'domain'];
const functions = {
  __: text,
  _e: text,
  esc_html__: text,
  esc_html_e: text,
  esc_attr__: text,
  esc_attr_e: text,
  _x: inContext,
  _ex: inContext,
  esc_html_x: inContext,
  esc_attr_x: inContext,
  _n: ['text', 'plural', 'number', 'domain'],
  _nx: ['text', 'plural', 'number', 'context', 'domain'],
  _n_noop: ['text', 'plural', 'domain'],
  _nx_noop: ['text', 'plural', 'context', 'domain'],
};

/** A file cannot be read: it names what nobody could translate. */
export class Unreadable extends Error {}

/**
 * Makes texts of calls. A call whose text is no literal ends the reading, since nobody could translate it.
 *
 * @param {{ name: string, line: number, outerLines?: number[], values: (string | null)[] }[]} calls Every call of the file; `outerLines`: where what it stands in begins.
 * @param {(line: number) => string[]}                                  commentsAt The translators' comments for a line.
 * @param {string}                                                      file       Its place, for messages.
 */
export function callsIn(calls, commentsAt, file) {
  return calls.flatMap(({ name, line, outerLines = [], values }) => {
    const parameters = Object.hasOwn(functions, name) ? functions[name] : null;
    if (parameters === null) return [];
    const place = `${file}:${line}`;
    const given = Object.fromEntries(parameters.map((parameter, index) => [parameter, values[index]]));
    for (const [parameter, value] of Object.entries(given))
      if (parameter !== 'number' && typeof value !== 'string')
        throw new Unreadable(`${place}: the ${parameter} of ${name}() must be one literal string`);
    if (given.domain !== textDomain)
      throw new Unreadable(`${place}: the domain of ${name}() must be '${textDomain}', not '${given.domain}'`);
    const hasPlaceholders = placeholdersOf(given.plural ?? given.text).length > 0;
    const comments = hasPlaceholders ? [...new Set([line, ...outerLines].flatMap(commentsAt))] : [];
    if (hasPlaceholders && comments.length === 0)
      throw new Unreadable(`${place}: a translators' comment must say what the placeholders are`);
    return [{ context: given.context ?? '', text: given.text, plural: given.plural ?? null, comments, file, line }];
  });
}

/**
 * Finds the translators' comments for a line: those that end on it or on the line before.
 *
 * @param {{ text: string, line: number }[]} comments Every comment of the file, with the line on which it begins.
 * @returns {(line: number) => string[]}
 */
export function commentsFor(comments) {
  const forTranslators = comments.flatMap(({ text, line }) => {
    const said = /^(?:\/\*+|\/\/|#)\s*translators:\s*([\s\S]*?)\s*(?:\*\/)?$/i.exec(text);
    return said ? [{ said: said[1].replaceAll(/\s*\n[\s*]*/g, ' '), last: line + text.split('\n').length - 1 }] : [];
  });
  return (line) => forTranslators.filter(({ last }) => last === line || last === line - 1).map(({ said }) => said);
}
