import Table from 'cli-table3';
import type { FaultsResult } from './run.ts';

const listed = (of: Readonly<Record<string, number>> | ReadonlyMap<string, number>): string =>
  (of instanceof Map ? [...(of as ReadonlyMap<string, number>)] : Object.entries(of))
    .map(([what, count]) => `${what} ${count}`)
    .join('\n') || '–';

/** What happened in the run, as a table for people. */
export function tableOf(result: FaultsResult): string {
  const table = new Table({ style: { head: [], border: [], compact: true }, wordWrap: true, colWidths: [28, 90] });
  const { sending } = result;
  table.push(
    ['orders', `${result.orders}`],
    ['events committed', `${sending.events}`],
    ['requests of the shop', `${sending.requests}`],
    ['  repeated, because of', listed(sending.again)],
    ['  answers, by event', listed(sending.outcomes)],
    ['processes killed', listed(result.kills)],
    ['PostgreSQL restarted', `${result.restarts}; meanwhile a process could not start ${result.vain} times`],
    ['network lines stalled', listed(result.stalls)],
    ['requests to the office', `${result.requests}`],
    ['  failed on purpose', listed(result.failures)],
    ['journal entries', listed(result.journal)],
    ['retried by a person', `${result.triedAgain}`],
    ['the office that fetches', fetchingCell(result)],
    ['transfers in the end', listed(result.transfers)],
  );
  return table.toString();
}

const fetchingCell = ({ fetching: { kills, lost, forgotten, fetchedAgain } }: FaultsResult): string =>
  [
    `killed ${kills} times; ${lost} answers never reached it; it forgot ${forgotten} acknowledgements`,
    `it fetched ${fetchedAgain} documents more than once`,
  ].join('\n');

/** The verdict, with everything that helps to find the cause of a violation. */
export function verdictOf(result: FaultsResult): string {
  const { violations, faults } = result;
  if (violations.length === 0 && faults.length === 0) return allIsWell(result);
  return [
    `Something is WRONG. KONTOR_SEED=${result.seed} repeats the random choices of this run:`,
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

/** One line for each system. */
function allIsWell({ orders, booked, fetching, seconds, seed }: FaultsResult): string {
  const fetched = Object.entries(fetching.documents).map(([kind, count]) => `${count} × ${kind}`);
  return [
    `All ${orders} orders have exactly the right documents (${Math.round(seconds)} s, seed ${seed}) in each system:`,
    `  PowerOffice Go has ${booked} documents`,
    `  the office of mmOrthosoft has fetched ${fetched.join(', ')}`,
  ].join('\n');
}
