import { statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tableOf } from './report.ts';
import { pairingCode } from '../shop/pair.ts';
import { runDemo, type Demo } from './run.ts';

const usage = `Usage: npm run demo -- [--once] [--json FILE] [--orders FOLDER]

Starts the bridge and a sandbox of PowerOffice Go, sends the orders of a Norwegian shop to the bridge, and compares the
documents in the sandbox with those that each order must have.

  --once           ends by itself: exit code 0 when everything is as expected, else 1
  --json FILE      writes the rows of the result to a file
  --orders FOLDER  sends your own orders instead: the order and refund bodies in the *.json files below the folder
KONTOR_LOG=info shows the bridge's log.`;

function readFlags(): { once: boolean; json?: string | undefined; orders?: string | undefined } {
  try {
    const { values } = parseArgs({
      options: { once: { type: 'boolean', default: false }, json: { type: 'string' }, orders: { type: 'string' } },
    });
    if (values.orders !== undefined && !statSync(values.orders, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`${values.orders} is not a folder.`);
    return values;
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
    process.exit(2);
  }
}

function show(demo: Demo): void {
  if (demo.rows.length > 0) console.log(`\n${tableOf(demo.rows)}`);
  for (const reason of demo.reasons) console.log(`  ${reason}`);
  for (const { file, why } of demo.leftOut) console.log(`  Not sent: ${file}: ${why}`);
  if (demo.rows.length === 0) console.log('The folder has no orders.');
  else if (demo.differences.length === 0) console.log(`\nAll ${demo.rows.length} rows are as expected.`);
  else console.log(`\nNot as expected:\n${demo.differences.map((difference) => `  ${difference}`).join('\n')}`);
}

async function showAddresses({ stage }: Demo): Promise<void> {
  const { bridge, sandbox, env, shop } = stage;
  const variables = Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  console.log(`
Bridge   ${bridge.config.publicUrl}
Sandbox  ${sandbox.url}/  (open this page to see everything that the sandbox holds)

Try these commands in another terminal:
  export ${variables}
  npm run kontor -- transfers
  npm run kontor -- transfers --state blocked
  npm run kontor -- journal --order 23
  npm run kontor -- preview --shop ${shop.shop} 22
To pair a shop of your own, paste this code under WooCommerce → Kontor within 15 minutes:
  ${await pairingCode(bridge)}
To see the same with a real WooCommerce shop and the plugin: npm run shop
Ctrl-C ends the demo.`);
}

const flags = readFlags();
const interrupt = new AbortController();
const interrupted = new Promise<void>((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The package of the embedded PostgreSQL would end the process while the demo is still closing.
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
// The exit code is passed here, since the package of the embedded PostgreSQL would end an idle process with code 0.
process.exit(code);
