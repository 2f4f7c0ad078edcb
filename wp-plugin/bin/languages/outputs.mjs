/** A string as PHP's var_export writes it. */
const php = (text) => {
  const parts = text.split('\0').map((part) => `'${part.replaceAll(/[\\']/g, '\\$&')}'`);
  return parts.join(' . "\\0" . ');
};

/**
 * The PHP form of translations that WordPress reads since 6.5 (WP_Translation_File_PHP): an array with lower-case
 * headers and the messages. The forms of a plural stand in one string, separated by zero bytes, under the key of the
 * singular, as in .mo files.
 *
 * @param {ReturnType<typeof import('./po.mjs').readPo>} po      The translations.
 * @param {Iterable<string>}                             keys    The keys of the texts, in their order.
 * @param {string}                                       locale  The language.
 */
export function phpTranslations(po, keys, locale) {
  const header = { 'plural-forms': po.headers.get('Plural-Forms') ?? '', language: locale };
  const lines = [...keys].map((key) => `\t\t${php(key)} => ${php(po.entries.get(key)?.forms.join('\0') ?? '')},\n`);
  const headers = Object.entries(header).map(([name, value]) => `\t${php(name)} => ${php(value)},\n`);
  return `<?php\nreturn array(\n${headers.join('')}\t'messages' => array(\n${lines.join('')}\t),\n);\n`;
}

/**
 * The JSON form of translations that WordPress hands to a script (Jed 1.x, wp_set_script_translations).
 *
 * @param {ReturnType<typeof import('./po.mjs').readPo>} po      The translations.
 * @param {Iterable<string>}                             keys    The keys of the script's texts.
 * @param {string}                                       locale  The language.
 */
export function scriptTranslations(po, keys, locale) {
  const head = { domain: 'messages', lang: locale, 'plural-forms': po.headers.get('Plural-Forms') ?? '' };
  const messages = Object.fromEntries([...keys].map((key) => [key, po.entries.get(key)?.forms ?? []]));
  return `${JSON.stringify({ domain: 'messages', locale_data: { messages: { '': head, ...messages } } }, null, 1)}\n`;
}
