import { runReading } from './reading/run.ts';

/** Decides every random choice of the run; another number makes other choices. */
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_128);

describe('a shop whose orders change at random, while webhooks, the shop and the bridge fail', () => {
  it('has each order once in the bridge, and its documents once in the office', async () => {
    const lines: string[] = [];
    const result = await runReading({
      orders: Number(process.env['N'] ?? 100),
      kills: 5,
      seed,
      say: (line) => {
        lines.push(line);
        console.log(line);
      },
    }).catch((fault: unknown) => {
      throw new Error(`seed ${seed}\n${lines.join('\n')}`, { cause: fault });
    });
    console.log(JSON.stringify(result, null, 1));
    expect(result.violations).toEqual([]);
  }, 1_200_000);
});
