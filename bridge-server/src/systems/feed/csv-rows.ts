import { parse } from 'csv-parse';
import type { RefusedThing } from '../contract-collect.ts';
import { feedWord } from './texts/texts.ts';

/** The rows of a table with a header. A row with another number of fields is refused, since nobody knows what is what. */
export async function csvRows(
  text: string,
  delimiter: string,
): Promise<{ rows: Record<string, string>[]; refused: RefusedThing[] }> {
  const rows: Record<string, string>[] = [];
  const refused: RefusedThing[] = [];
  let header: string[] | null = null;
  // Row by row, so that a large feed does not keep others waiting.
  const parser = parse({ delimiter, bom: true, skip_empty_lines: true, relax_quotes: true, relax_column_count: true });
  parser.end(text);
  for await (const row of parser) {
    const fields = row as string[];
    if (!header) header = fields.map((name) => name.trim());
    else if (fields.length === header.length)
      rows.push(Object.fromEntries(header.map((name, at) => [name, fields[at] ?? ''])));
    else refused.push(refusalOf(fields, header.length));
  }
  return { rows, refused };
}

const refusalOf = (fields: readonly string[], expected: number): RefusedThing => ({
  id: '',
  name: fields.join(' | ').slice(0, 200),
  why: feedWord('feed.ragged', { fields: fields.length, expected }),
});
