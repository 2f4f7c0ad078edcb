import Table from 'cli-table3';
import type { FaultsResult } from './run.ts';

const listed = (of: Readonly<Record<string, number>> | ReadonlyMap<string, number>): string =>
  (of instanceof Map ? [...(of as ReadonlyMap<string, number>)] : Object.entries(of))
    .map(([what, count]) => `${what} ${count}`)
    .join('\n') || '–';

/** What was done, as a table for people. */
export function tableOf(result: FaultsResult): string {
  const table = new Table({ style: { head: [], border: [], compact: true }, wordWrap: true, colWidths: [28, 90] });
  const { sending } = result;
  table.push(
    ['orders, events committed', `${result.orders}, ${sending.events}`],
    ['requests of the shop', `${sending.requests}`],
    ['  made again, after', listed(sending.again)],
    ['  what the bridge said', listed(sending.outcomes)],
    ['killed with SIGKILL', listed(result.kills)],
    ['PostgreSQL started again', `${result.restarts}, and ${result.vain} starts of a process meanwhile in vain`],
    ['lines held up', listed(result.stalls)],
    ['requests to the office', `${result.requests}`],
    ['  that it let fail', listed(result.failures)],
    ['what the journal tells', listed(result.journal)],
    ['tried again by a person', `${result.triedAgain}`],
    ['transfers in the end', listed(result.transfers)],
  );
  return table.toString();
}

/** The verdict, with everything about what is wrong. */
export function verdictOf({ violations, faults, orders, seed, seconds }: FaultsResult): string {
  if (violations.length === 0 && faults.length === 0)
    return `Every one of ${orders} orders is exactly what it should be, in ${Math.round(seconds)} s. Seed ${seed}.`;
  return [
    `NOT as it should be; KONTOR_SEED=${seed} repeats the choices:`,
    ...faults.map((fault) => `  ${fault}`),
    ...violations.flatMap(({ order, what, about, transfers, tasks, documents, journal }) => [
      `  order ${order} (${about}): ${what}`,
      ...transfers.map((line) => `    transfer ${line}`),
      ...tasks.map((line) => `    task ${line}`),
      ...documents.map((line) => `    document ${line}`),
      ...journal.map((line) => `    ${line}`),
    ]),
  ].join('\n');
}
