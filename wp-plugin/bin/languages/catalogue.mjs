import { needsNumbers, placeholdersOf } from './placeholders.mjs';

/** Gettext's separator between a context and its text. */
const CONTEXT_END = '\u0004';

/** The key of a text. Two texts with the same context and wording have the same key. */
export const keyOf = ({ context, text }) => (context === '' ? text : `${context}${CONTEXT_END}${text}`);

/**
 * Merges equal texts from all places, in the order of their first occurrence.
 *
 * @param {ReturnType<typeof import('./calls.mjs').callsIn>} texts The texts, as they were read.
 */
export function catalogueOf(texts) {
  const problems = [];
  const entries = new Map();
  for (const { context, text, plural, comments, file, line } of texts) {
    const place = `${file}:${line}`;
    if (text.trim() === '' || text !== text.trim())
      problems.push(`${place}: "${text}" is empty or begins or ends with a space`);
    if ([text, plural ?? ''].some(needsNumbers))
      problems.push(`${place}: "${text}" has several placeholders, which must be numbered`);
    const key = keyOf({ context, text });
    const entry = entries.get(key) ?? { context, text, plural: null, comments: [], files: [] };
    if (plural !== null && entry.plural !== null && entry.plural !== plural)
      problems.push(`${place}: "${text}" has another plural elsewhere`);
    entry.plural ??= plural;
    entry.comments = [...new Set([...entry.comments, ...comments])];
    entry.files = [...new Set([...entry.files, file])];
    entries.set(key, entry);
  }
  return { entries, problems };
}

/**
 * The problems with the translations of one language.
 *
 * @param {ReturnType<typeof catalogueOf>['entries']} entries  The texts.
 * @param {ReturnType<typeof import('./po.mjs').readPo>} po    The translations.
 * @param {string}                                       locale The language, for messages.
 */
export function problemsOf(entries, po, locale) {
  const problems = [];
  for (const [key, { text, plural }] of entries) {
    const say = (what) => problems.push(`${locale}: "${text}" ${what}`);
    const translated = po.entries.get(key);
    if (translated === undefined || translated.isFuzzy || translated.forms.some((form) => form === '')) {
      say('is not translated');
      continue;
    }
    if (translated.plural !== plural) {
      say('has another plural than the source');
      continue;
    }
    const wanted = plural === null ? 1 : po.pluralForms;
    if (translated.forms.length !== wanted) say(`has ${translated.forms.length} plural forms in place of ${wanted}`);
    translated.forms.forEach((form, index) => {
      const original = plural !== null && index > 0 ? plural : text;
      if (placeholdersOf(form).join() !== placeholdersOf(original).join())
        say(`has the placeholders ${list(original)}, and its translation "${form}" has ${list(form)}`);
      if (form !== form.trim()) say('has a translation that begins or ends with a space');
    });
  }
  for (const [key, { text, forms }] of po.entries)
    if (!entries.has(key) && forms.some((form) => form !== ''))
      problems.push(`${locale}: "${text}" is obsolete: no source says it any more`);
  return problems;
}

const list = (text) => placeholdersOf(text).join(' ') || 'none';
