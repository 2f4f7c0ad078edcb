import type { ReadingResult } from './run.ts';

const listed = (of: object): string =>
  Object.entries(of)
    .map(([what, count]) => `${what} ${String(count)}`)
    .join(', ') || 'none';

/** What happened in the run, and everything that is wrong. */
export function readingVerdictOf(result: ReadingResult): string {
  const { orders, seconds, seed, happenings, delivered, failures, kills, told, violations, faults } = result;
  return [
    `happened in the shop: ${listed(happenings)}`,
    `webhooks: ${listed(delivered)}; after webhooks alone, ${told} orders had to be there`,
    `failures of the shop: ${listed(failures)}; ${kills} kills`,
    ...(violations.length === 0 && faults.length === 0
      ? [`All ${orders} orders that were read are right, and so are their documents (${seconds} s, seed ${seed}).`]
      : [
          `Something is WRONG. KONTOR_SEED=${seed} repeats the random choices of this run:`,
          ...faults.map((fault) => `  ${fault}`),
          ...violations.map(({ order, what }) => `  order ${order}: ${what}`),
        ]),
  ].join('\n');
}
