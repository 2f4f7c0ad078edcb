import { placeholdersOf } from './placeholders.mjs';

export const textDomain = 'kontor-bridge';

/** The meaning of each argument of WordPress's translation functions. */
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

/** Thrown for a call that no translator could work with. The message names file and line. */
export class Unreadable extends Error {}

/**
 * Makes texts from calls. Throws if a text is not a literal, since it could not be translated.
 *
 * @param {{ name: string, line: number, outerLines?: number[], values: (string | null)[] }[]} calls Every call of the file; `outerLines`: the first lines of the expressions around the call.
 * @param {(line: number) => string[]}                                  commentsAt The translators' comments for a line.
 * @param {string}                                                      file       Its place, for messages.
 */
export function callsIn(calls, commentsAt, file) {
  return calls.flatMap(({ name, line, outerLines = [], values }) => {
    const parameters = Object.hasOwn(functions, name) ? functions[name] : null;
    if (parameters === null) return [];
    const place = `${file}:${line}`;
    const args = Object.fromEntries(parameters.map((parameter, index) => [parameter, values[index]]));
    for (const [parameter, value] of Object.entries(args))
      if (parameter !== 'number' && typeof value !== 'string')
        throw new Unreadable(`${place}: the ${parameter} of ${name}() must be one literal string`);
    if (args.domain !== textDomain)
      throw new Unreadable(`${place}: the domain of ${name}() must be '${textDomain}', not '${args.domain}'`);
    const hasPlaceholders = placeholdersOf(args.plural ?? args.text).length > 0;
    const comments = hasPlaceholders ? [...new Set([line, ...outerLines].flatMap(commentsAt))] : [];
    if (hasPlaceholders && comments.length === 0)
      throw new Unreadable(`${place}: a translators' comment must say what the placeholders are`);
    return [{ context: args.context ?? '', text: args.text, plural: args.plural ?? null, comments, file, line }];
  });
}

/**
 * Finds the translators' comments for a line: the comments that end on this line or on the line before.
 *
 * @param {{ text: string, line: number }[]} comments Every comment of the file, with the line on which it begins.
 * @returns {(line: number) => string[]}
 */
export function commentsFor(comments) {
  const forTranslators = comments.flatMap(({ text, line }) => {
    const match = /^(?:\/\*+|\/\/|#)\s*translators:\s*([\s\S]*?)\s*(?:\*\/)?$/i.exec(text);
    return match
      ? [{ comment: match[1].replaceAll(/\s*\n[\s*]*/g, ' '), last: line + text.split('\n').length - 1 }]
      : [];
  });
  return (line) =>
    forTranslators.filter(({ last }) => last === line || last === line - 1).map(({ comment }) => comment);
}
