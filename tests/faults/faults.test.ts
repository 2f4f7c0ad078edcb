import { verdictOf } from './report.ts';
import { runFaults } from './run.ts';

/** Decides every random choice of the run; another number makes other choices. */
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_122);

/** `npm run faults` sends thousands of orders and kills far more often. */
const orders = 40;
/** With the first four, each of the three processes is killed. */
const kills = 4;

describe('the bridge as it is shipped, while its processes, its database, the network and the office fail', () => {
  it('makes exactly the documents that every order should have', async () => {
    const lines: string[] = [];
    const result = await runFaults({ orders, kills, restarts: 1, seed, say: (line) => lines.push(line) }).catch(
      (fault: unknown) => {
        throw new Error(`seed ${seed}\n${lines.join('\n')}`, { cause: fault });
      },
    );
    if (result.violations.length > 0 || result.faults.length > 0) throw new Error(verdictOf(result));
    // Everything was sent, and every failure that was planned has happened.
    expect(result.sending.events).toBeGreaterThan(orders);
    expect(Object.values(result.kills).reduce((sum, count) => sum + count, 0)).toBe(kills);
    expect(result.restarts).toBe(1);
  }, 1_200_000);
});
