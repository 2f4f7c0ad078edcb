import Table from 'cli-table3';
import type { IntakeCare, IntakeDocument } from './expected.ts';
import type { IntakeRow } from './run.ts';

const style = { head: [], border: [], compact: true };

/** What the office has, as a table for people: one line for each document. */
export function intakeTableOf(rows: readonly IntakeRow[]): string {
  const table = new Table({
    head: ['order', 'document', 'customer', 'date', 'total', 'net and VAT by rate'],
    colAligns: ['left', 'left', 'left', 'left', 'right', 'left'],
    style,
  });
  for (const { order, documents } of rows) {
    if (documents.length === 0) table.push([order, 'none', '–', '–', '–', '']);
    table.push(...documents.map((document) => [order, ...cellsOf(document)]));
  }
  return table.toString();
}

function cellsOf(document: IntakeDocument): string[] {
  if (document.kind === 'cancellation') return [document.kind, '–', '–', '–', ''];
  const { kind, customer, date, gross, rates } = document;
  return [kind, customer, date, gross, rates.map(({ rate, net, vat }) => `${rate} %: ${net} + ${vat}`).join('\n')];
}

/** What the office has of each order on prescription, as a table for people. */
export function prescriptionTableOf(rows: readonly IntakeRow[]): string {
  const table = new Table({
    head: ['order', 'document', 'patient, doctor, insurer, prescription, articles, files'],
    style,
  });
  for (const { order, documents } of rows)
    for (const document of documents)
      if (document.kind !== 'cancellation' && document.prescription !== '')
        table.push([order, document.kind, linesOf(document).join('\n')]);
  return table.toString();
}

const linesOf = ({ patient, doctor, insurer, prescription, aids, files }: IntakeCare): string[] => [
  ...[patient, doctor, insurer, prescription, ...aids],
  ...files.map(({ name, size, sha256 }) => `${name}, ${size} bytes, SHA-256 ${sha256.slice(0, 12)}…`),
];
