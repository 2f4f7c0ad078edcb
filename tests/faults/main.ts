import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fetchingVerdictOf, runFetching } from './fetching/whole-run.ts';
import { readingVerdictOf } from './reading/report.ts';
import { runReading } from './reading/run.ts';
import { tableOf, verdictOf } from './report.ts';
import { runFaults } from './run.ts';

const usage = `Usage: npm run faults -- [--orders N] [--kills N] [--restarts N] [--read-orders N]
                         [--office-kills N] [--seed S] [--json FILE]

Sends orders, edits and refunds through the bridge as it is shipped. Meanwhile the bridge's processes are killed,
PostgreSQL is killed and restarted, the network leaves connections half-open, and the office (a sandbox of
PowerOffice Go) fails at random. The same orders go to mmOrthosoft, too, whose office fetches them in a process of its own.
That office is killed, loses answers and forgets to acknowledge. Then compares the documents of both systems with every
order.

Then does the same with a shop that the bridge reads by its REST API: its orders change at random, while its webhooks
are lost, doubled, late and out of order, the shop itself fails, and the bridge's processes are killed.

At last an office fetches its documents in a process of its own, while the bridge is killed in the middle of requests.

  --orders N     how many orders the shop has that sends events (5000 without it); 0 leaves this part out
  --kills N      how often a worker or the web process is killed (50 without it)
  --restarts N   how often PostgreSQL is stopped (3 without it): the first time with SIGKILL, then as in a power
                 failure, then in an orderly way
  --read-orders N  how many orders the shop has that the bridge reads (1000 without it); 0 leaves this part out
  --office-kills N  how often the bridge is killed while an office fetches (20 without it); 0 leaves this part out
  --seed S       repeats the random choices of an earlier run; KONTOR_SEED does the same
  --json FILE    writes the result to a file`;

interface Flags {
  orders: number;
  readOrders: number;
  officeKills: number;
  kills: number;
  restarts: number;
  seed: number;
  json: string | undefined;
}

function readFlags(): Flags {
  try {
    const { values } = parseArgs({
      options: {
        orders: { type: 'string', default: '5000' },
        kills: { type: 'string', default: '50' },
        restarts: { type: 'string', default: '3' },
        'read-orders': { type: 'string', default: '1000' },
        'office-kills': { type: 'string', default: '20' },
        seed: { type: 'string', default: process.env['KONTOR_SEED'] ?? String(Date.now() % 1_000_000) },
        json: { type: 'string' },
      },
    });
    const whole = (
      name: 'orders' | 'read-orders' | 'office-kills' | 'kills' | 'restarts' | 'seed',
      least: number,
    ): number => {
      const value = Number(values[name]);
      if (!Number.isSafeInteger(value) || value < least)
        throw new Error(`--${name} ${values[name]} is not a whole number of at least ${least}.`);
      return value;
    };
    return {
      orders: whole('orders', 0),
      readOrders: whole('read-orders', 0),
      officeKills: whole('office-kills', 0),
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

const { json, readOrders, officeKills, ...plan } = readFlags();
const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => interrupt.abort(new Error('Interrupted.')));

/** Sends events through the bridge. Returns the result, and whether all is well. */
async function sendEvents() {
  const result = await runFaults({ ...plan, say: console.log, signal: interrupt.signal });
  console.log(`\n${tableOf(result)}\n\n${verdictOf(result)}`);
  const sending = {
    ...result.sending,
    again: Object.fromEntries(result.sending.again),
    outcomes: Object.fromEntries(result.sending.outcomes),
  };
  return { result: { ...result, sending }, isWell: result.violations.length === 0 && result.faults.length === 0 };
}

/** Has the bridge read a shop. Returns the result, and whether all is well. */
async function readShop() {
  const { seed, kills } = plan;
  const result = await runReading({ orders: readOrders, kills, seed, say: console.log, signal: interrupt.signal });
  console.log(`\n${readingVerdictOf(result)}`);
  return { result, isWell: result.violations.length === 0 && result.faults.length === 0 };
}

/** Has an office fetch. Returns the result, and whether all is well. */
async function fetchAsOffice() {
  const result = await runFetching({ kills: officeKills, say: console.log });
  console.log(`\n${fetchingVerdictOf(result)}`);
  return { result, isWell: result.violations.length === 0 };
}

async function run(): Promise<number> {
  const events = plan.orders > 0 ? await sendEvents() : null;
  const reading = readOrders > 0 ? await readShop() : null;
  const fetching = officeKills > 0 ? await fetchAsOffice() : null;
  const results = { ...events?.result, reading: reading?.result, fetching: fetching?.result };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  return [events, reading, fetching].every((part) => part?.isWell ?? true) ? 0 : 1;
}

const code = await run().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  return 1;
});
process.exit(code);
