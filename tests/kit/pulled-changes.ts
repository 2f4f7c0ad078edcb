import {
  documentStages,
  laterChanges,
  type ChangeOutcome,
  type ChangeTable,
  type DocumentStage,
  type LaterChange,
} from '../../bridge-server/src/systems/contract-changes.ts';
import type { Bench, Run } from './bench.ts';
import type { Scenario, Trouble } from './play.ts';

/** Drives each cell of the table in which a pulled system declares what a change of an order comes to. */
export function changesComeTo(
  { run }: Bench,
  declared: ChangeTable,
  scenarios: Readonly<Record<LaterChange, Scenario>> | undefined,
): void {
  const cells = laterChanges.flatMap((change) =>
    documentStages.map((stage) => ({ change, stage, outcome: declared[change][stage] })),
  );
  it.each(cells)('a change of the kind $change of a document that is $stage comes to: $outcome', async (cell) => {
    const scenario = scenarios?.[cell.change];
    if (!scenario) throw new Error(`no scenario tells how a change of the kind ${cell.change} comes about`);
    const change = scenario.orders.length - 1;
    const before = await run({ ...scenario, orders: scenario.orders.slice(0, 1) }, null);
    const after = await run(scenario, troubleOf(cell.stage, change));
    expect(outcomeOf(before, after)).toBe(cell.outcome);
  });
}

function troubleOf(stage: DocumentStage, change: number): Trouble | null {
  switch (stage) {
    case 'not_fetched':
      return { on: 'change', change, office: 'is away' };
    case 'fetched':
      return { on: 'change', change, office: 'only fetches' };
    case 'accepted':
      return null;
  }
}

/** What the change came to. `before`: a run without the change. */
function outcomeOf(before: Run, after: Run): ChangeOutcome {
  if (after.transfers.some(({ state, reason }) => state === 'blocked' && reason.startsWith('gap.'))) return 'gap';
  if (after.tasks.length > before.tasks.length) return 'task';
  const more = after.holdings.filter((held) => !before.holdings.includes(held));
  if (after.holdings.length === 0) return 'withdrawn';
  if (more.length === 0) return 'nothing';
  if (after.holdings.length === 1) return 'made_anew';
  return more.some((held) => held.includes('cancellation')) ? 'cancellation' : 'amendment';
}
