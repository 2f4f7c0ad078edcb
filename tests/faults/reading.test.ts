import { readingVerdictOf } from './reading/report.ts';
import { runReading } from './reading/run.ts';

/** Decides every random choice of the run; another number makes other choices. */
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_128);

describe('a shop whose orders change at random, while webhooks, the shop and the bridge fail', () => {
  it('has each order once in the bridge, and its documents once in the office', async () => {
    const lines: string[] = [];
    const result = await runReading({ orders: 100, kills: 5, seed, say: (line) => lines.push(line) }).catch(
      (fault: unknown) => {
        throw new Error(`seed ${seed}\n${lines.join('\n')}`, { cause: fault });
      },
    );
    if (result.violations.length > 0 || result.faults.length > 0) throw new Error(readingVerdictOf(result));
    // Everything that was planned has happened.
    expect(result.happenings['placed']).toBe(100);
    expect(result.kills).toBe(5);
    expect(result.delivered.arrived).toBeGreaterThan(50);
    expect(result.told).toBeGreaterThan(10);
  }, 1_200_000);
});
