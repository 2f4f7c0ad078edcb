import { keyOf } from './catalogue.mjs';

const escaped = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t' };
const quoted = (text) => `"${text.replaceAll(/[\\"\n\t]/g, (letter) => escaped[letter])}"`;
const unquoted = (text) => text.replaceAll(/\\(.)/g, (_, letter) => ({ n: '\n', t: '\t' })[letter] ?? letter);

/**
 * Reads a file of translations (gettext's .po).
 *
 * @param {string} source The file.
 */
export function readPo(source) {
  const blocks = source.split(/\n{2,}/).map((block) => {
    const entry = { context: '', text: '', plural: null, forms: [], isFuzzy: false };
    const members = { msgctxt: 'context', msgid: 'text', msgid_plural: 'plural' };
    let append = () => {};
    for (const line of block.split('\n')) {
      if (line.startsWith('#,')) entry.isFuzzy ||= line.includes('fuzzy');
      if (line === '' || line.startsWith('#')) continue;
      const [, word, index, text] = /^(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d+)\])? )?"(.*)"$/.exec(line) ?? [];
      if (text === undefined) throw new Error(`this line of a .po file cannot be read: ${line}`);
      if (word === 'msgstr') append = (more) => (entry.forms[index ?? 0] = (entry.forms[index ?? 0] ?? '') + more);
      else if (word) append = (more) => (entry[members[word]] = (entry[members[word]] ?? '') + more);
      append(unquoted(text));
    }
    return entry;
  });
  const entries = blocks.filter(({ forms }) => forms.length > 0);
  const header = entries.find(({ text, context }) => text === '' && context === '')?.forms[0] ?? '';
  const headers = new Map(
    header
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return {
    headers,
    pluralForms: Number(/nplurals=(\d+)/.exec(headers.get('Plural-Forms') ?? '')?.[1] ?? 2),
    entries: new Map(entries.filter(({ text }) => text !== '').map((entry) => [keyOf(entry), entry])),
  };
}

/**
 * Writes texts with their translations, or without translations as the template (.pot). A place names only the file,
 * not the line, so that an edit elsewhere in the file does not change the output.
 *
 * @param {Iterable<[string, string]>} headers The header.
 * @param {ReturnType<typeof import('./catalogue.mjs').catalogueOf>['entries']} entries The texts.
 * @param {ReturnType<typeof readPo>} [po] The translations.
 */
export function writePo(headers, entries, po) {
  const header = ['msgid ""', 'msgstr ""', ...[...headers].map(([name, value]) => quoted(`${name}: ${value}\n`))];
  const blocks = [...entries].map(([key, { context, text, plural, comments, files }]) => {
    const translated = po?.entries.get(key);
    const empty = plural === null ? [''] : Array.from({ length: po?.pluralForms ?? 2 }, () => '');
    const forms = translated && translated.plural === plural ? translated.forms : empty;
    return [
      ...comments.map((comment) => `#. ${comment}`),
      ...files.map((file) => `#: ${file}`),
      ...formatOf(text, plural),
      ...(translated?.isFuzzy ? ['#, fuzzy'] : []),
      ...entryLines({ context, text, plural, forms }),
    ];
  });
  // A text that the source no longer has is kept if it was translated.
  const obsolete = [...(po?.entries ?? [])]
    .filter(([key, { forms }]) => !entries.has(key) && forms.some((form) => form !== ''))
    .map(([, entry]) => entryLines(entry));
  return [header, ...blocks, ...obsolete].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

const formatOf = (text, plural) => (/%(\d+\$)?[ds]/.test(plural ?? text) ? ['#, php-format'] : []);

function entryLines({ context, text, plural, forms }) {
  return [
    ...(context === '' ? [] : [`msgctxt ${quoted(context)}`]),
    `msgid ${quoted(text)}`,
    ...(plural === null ? [] : [`msgid_plural ${quoted(plural)}`]),
    ...forms.map((form, index) => `msgstr${plural === null ? '' : `[${index}]`} ${quoted(form)}`),
  ];
}
