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

/** A field in quotes, or one without, and the separator after it. */
const field = /(?: *"((?:[^"]|"")*)" *|([^;\t]*))(?:[;\t]|$)/y;

function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (field.lastIndex = 0; field.lastIndex <= line.length;) {
    const [whole = '', quoted, plain = ''] = field.exec(line) ?? [];
    fields.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    // The last field has no separator after it.
    if (!/[;\t]$/.test(whole)) break;
  }
  return fields;
}
