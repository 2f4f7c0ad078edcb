import { readingVerdictOf } from './reading/report.ts';
import { runReading } from './reading/run.ts';

/** Decides every random choice of the run; another number makes other choices. */
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_128);

/** `npm run faults` has a thousand orders change. */
const orders = 40;
const kills = 3;

describe('a shop whose orders change at random, while webhooks, the shop and the bridge fail', () => {
  it('has each order once in the bridge, and its documents once in the office', async () => {
    const lines: string[] = [];
    const result = await runReading({ orders, kills, seed, say: (line) => lines.push(line) }).catch(
      (fault: unknown) => {
        throw new Error(`seed ${seed}\n${lines.join('\n')}`, { cause: fault });
      },
    );
    if (result.violations.length > 0 || result.faults.length > 0) throw new Error(readingVerdictOf(result));
    // Everything that was planned has happened.
    expect(result.happenings['placed']).toBe(orders);
    expect(result.kills).toBe(kills);
    expect(result.delivered.arrived).toBeGreaterThan(20);
    expect(result.told).toBeGreaterThan(5);
  }, 1_200_000);
});
