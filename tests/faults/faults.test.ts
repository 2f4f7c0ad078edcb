import { verdictOf } from './report.ts';
import { runFaults } from './run.ts';

/** The choices of a run; another number makes others. */
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_122);

describe('the bridge as it is shipped, in a storm', () => {
  it('makes of every order exactly what it should be', async () => {
    const said: string[] = [];
    const result = await runFaults({ orders: 60, kills: 6, restarts: 1, seed, say: (line) => said.push(line) }).catch(
      (fault: unknown) => {
        throw new Error(`seed ${seed}\n${said.join('\n')}`, { cause: fault });
      },
    );
    if (result.violations.length > 0 || result.faults.length > 0) throw new Error(verdictOf(result));
    // It has been a storm: everything was sent, and it struck.
    expect(result.sending.events).toBeGreaterThan(60);
    expect([Object.values(result.kills).reduce((sum, count) => sum + count, 0), result.restarts]).toEqual([6, 1]);
  }, 1_200_000);
});
