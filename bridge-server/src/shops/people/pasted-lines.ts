/** One line of a pasted list: where it stands, its text, and its fields without blanks around them. */
export interface PastedLine {
  line: number;
  text: string;
  fields: string[];
}

/**
 * The lines of a list that a person has pasted, such as `109911114;AOK` or a column of a spreadsheet. A semicolon or a
 * tab separates the fields. A field may stand in double quotes. Empty lines are left out; lines are counted from one.
 * @example pastedLines('7;"Kasse ""Nord"""') // [{ line: 1, text: '7;"Kasse ""Nord"""', fields: ['7', 'Kasse "Nord"'] }]
 */
export function pastedLines(text: string): PastedLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((line, index) => ({ line: index + 1, text: line.trim(), fields: fieldsOf(line) }))
    .filter(({ text: line }) => line !== '');
}

const fieldsOf = (line: string): string[] => (line.match(/"(?:[^"]|"")*"|[^;\t]+|[;\t]/g) ?? []).reduce(addPart, ['']);

/** Adds a part of a line to its fields: a separator begins the next field. */
function addPart(fields: string[], part: string): string[] {
  if (part === ';' || part === '\t') return [...fields, ''];
  const last = fields.at(-1) ?? '';
  const isQuoted = part.length > 1 && part.startsWith('"') && part.endsWith('"');
  return [...fields.slice(0, -1), last + (isQuoted ? part.slice(1, -1).replaceAll('""', '"') : part).trim()];
}
