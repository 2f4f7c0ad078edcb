import { setImmediate as others } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** How much is parsed before others have their turn, in characters. */
const piece = 65_536;

/**
 * The elements of that name as rows, wherever they are. A field is named by its path within the row, such as
 * `stock.total`, and an attribute by an `@` before its name. Throws where the text is no well-formed
 * XML. Entities that a document defines itself are unknown, since they can be made to grow without end.
 */
export async function xmlRows(text: string, element: string): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = [];
  /** The row that is open, with the names of the elements within it that are open. */
  let row: Map<string, string> | null = null;
  let path: string[] = [];
  const parser = new SaxesParser();
  const put = (names: readonly string[], value: string): void => {
    const name = names.join('.');
    row?.set(name, (row.get(name) ?? '') + value);
  };
  parser.on('opentag', ({ name, attributes }) => {
    if (row) path.push(name);
    else if (name === element) row = new Map();
    if (!row) return;
    if (path.length > 0) put(path, '');
    for (const [attribute, value] of Object.entries(attributes)) put([...path, `@${attribute}`], value);
  });
  parser.on('text', (value) => {
    if (path.length > 0) put(path, value);
  });
  parser.on('cdata', (value) => put(path, value));
  parser.on('closetag', ({ name }) => {
    if (row && path.length === 0 && name === element) {
      rows.push(Object.fromEntries(row));
      row = null;
    } else path = path.slice(0, -1);
  });
  for (let from = 0; from < text.length; from += piece) {
    parser.write(text.slice(from, from + piece));
    await others();
  }
  parser.close();
  return rows;
}
