import { statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tableOf } from './report.ts';
import { pairingCode } from '../shop/pair.ts';
import { runDemo, type Demo } from './run.ts';

const usage = `Usage: npm run demo -- [--once] [--json FILE] [--orders FOLDER]

Starts the bridge and a sandbox of PowerOffice Go, sends a Norwegian shop's orders through the signed intake, and compares
what the sandbox then holds with what must come of each order.

  --once           end when all is done: exit code 0 when everything agrees, else 1
  --json FILE      write the rows of the result there
  --orders FOLDER  send the order and refund bodies in the *.json files below the folder instead
KONTOR_LOG=info shows the bridge's log.`;

function readFlags(): { once: boolean; json?: string | undefined; orders?: string | undefined } {
  try {
    const { values } = parseArgs({
      options: { once: { type: 'boolean', default: false }, json: { type: 'string' }, orders: { type: 'string' } },
    });
    if (values.orders !== undefined && !statSync(values.orders, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`${values.orders} is no folder.`);
    return values;
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
    process.exit(2);
  }
}

function show(demo: Demo): void {
  if (demo.rows.length > 0) console.log(`\n${tableOf(demo.rows)}`);
  for (const reason of demo.reasons) console.log(`  ${reason}`);
  for (const { file, why } of demo.leftOut) console.log(`  Left out: ${file}: ${why}`);
  if (demo.rows.length === 0) console.log('No order was found.');
  else if (demo.differences.length === 0) console.log(`\nAll ${demo.rows.length} as expected.`);
  else console.log(`\nNot as expected:\n${demo.differences.map((difference) => `  ${difference}`).join('\n')}`);
}

async function showAddresses({ stage }: Demo): Promise<void> {
  const { bridge, sandbox, env, shop } = stage;
  const variables = Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  console.log(`
Bridge   ${bridge.config.publicUrl}
Sandbox  ${sandbox.url}/  (a page with everything it holds)

Try, in another terminal:
  export ${variables}
  npm run kontor -- transfers
  npm run kontor -- transfers --state blocked
  npm run kontor -- journal --order 23
  npm run kontor -- preview --shop ${shop.shop} 22
Pair a shop of your own within 15 minutes, under WooCommerce → Kontor:
  ${await pairingCode(bridge)}
With a real WooCommerce shop and the plugin in place of orders from files: npm run shop
Ctrl-C ends it.`);
}

const flags = readFlags();
const interrupt = new AbortController();
const interrupted = new Promise<void>((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The embedded PostgreSQL's package would end the process in the middle of our own ending.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      interrupt.abort(new Error('Interrupted.'));
      done();
    });
  }
});

async function run(): Promise<number> {
  const { once, json, orders } = flags;
  const logLevel = process.env['KONTOR_LOG'];
  const demo = await runDemo({
    say: console.log,
    signal: interrupt.signal,
    ...(orders === undefined ? {} : { orders }),
    ...(logLevel ? { logLevel } : {}),
  });
  try {
    show(demo);
    if (json !== undefined) writeFileSync(json, `${JSON.stringify({ rows: demo.rows }, null, 2)}\n`);
    if (!once) {
      await showAddresses(demo);
      await interrupted;
    }
    return demo.differences.length === 0 ? 0 : 1;
  } finally {
    await demo.stage.close();
  }
}

const code = await run().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  return 1;
});
// Said outright, since the embedded PostgreSQL's package ends a process that has nothing left to do with 0.
process.exit(code);
