import Table from 'cli-table3';
import type { IntakeDocument } from './expected.ts';
import type { IntakeRow } from './run.ts';

/** What the office has, as a table for people: one line for each document. */
export function intakeTableOf(rows: readonly IntakeRow[]): string {
  const table = new Table({
    head: ['order', 'document', 'customer', 'date', 'total', 'net and VAT by rate'],
    colAligns: ['left', 'left', 'left', 'left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
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
