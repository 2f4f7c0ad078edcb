import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tableOf, verdictOf } from './report.ts';
import { runFaults } from './run.ts';

const usage = `Usage: npm run faults -- [--orders N] [--kills N] [--restarts N] [--seed S] [--json FILE]

Sends orders, edits and refunds through the bridge as it is shipped. Meanwhile the bridge's processes are killed,
PostgreSQL is killed and restarted, the network leaves connections half-open, and the office (a sandbox of
PowerOffice Go) fails at random. Then compares the office's documents with every order.

  --orders N     how many orders the shop has (5000 without it)
  --kills N      how often a worker or the web process is killed (50 without it)
  --restarts N   how often PostgreSQL is stopped (3 without it): the first time with SIGKILL, then as in a power
                 failure, then in an orderly way
  --seed S       repeats the random choices of an earlier run; KONTOR_SEED does the same
  --json FILE    writes the result to a file`;

function readFlags(): { orders: number; kills: number; restarts: number; seed: number; json: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        orders: { type: 'string', default: '5000' },
        kills: { type: 'string', default: '50' },
        restarts: { type: 'string', default: '3' },
        seed: { type: 'string', default: process.env['KONTOR_SEED'] ?? String(Date.now() % 1_000_000) },
        json: { type: 'string' },
      },
    });
    const whole = (name: 'orders' | 'kills' | 'restarts' | 'seed', least: number): number => {
      const value = Number(values[name]);
      if (!Number.isSafeInteger(value) || value < least)
        throw new Error(`--${name} ${values[name]} is not a whole number of at least ${least}.`);
      return value;
    };
    return {
      orders: whole('orders', 1),
      kills: whole('kills', 0),
      restarts: whole('restarts', 0),
      seed: whole('seed', 0),
      json: values.json,
    };
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
    process.exit(2);
  }
}

const { json, ...plan } = readFlags();
const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => interrupt.abort(new Error('Interrupted.')));
const code = await runFaults({ ...plan, say: console.log, signal: interrupt.signal }).then(
  (result) => {
    console.log(`\n${tableOf(result)}\n\n${verdictOf(result)}`);
    const sending = {
      ...result.sending,
      again: Object.fromEntries(result.sending.again),
      outcomes: Object.fromEntries(result.sending.outcomes),
    };
    if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ...result, sending }, null, 2)}\n`);
    return result.violations.length === 0 && result.faults.length === 0 ? 0 : 1;
  },
  (fault: unknown) => {
    console.error(fault instanceof Error ? fault.message : fault);
    return 1;
  },
);
process.exit(code);
