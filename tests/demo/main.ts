import { writeFileSync } from 'node:fs';
import { everySeconds } from '../../bridge-server/src/orders/pull/turn.ts';
import { pairingCode } from '../shop/pair.ts';
import { readFlags, usage, type Flags } from './flags.ts';
import { intakeTableOf, prescriptionTableOf } from './intake/report.ts';
import { runIntake, type IntakeResult } from './intake/run.ts';
import { openIntakeShop, type IntakeShop } from './intake/shop.ts';
import { mirrorShop, type MirroredShop } from './mirror-shop.ts';
import { tableOf } from './report.ts';
import { runDemo, type Demo } from './run.ts';
import { readShopKey } from './shop-key.ts';
import { explanationsOf, isSound, shopTableOf, summaryOf } from './shop-report.ts';
import type { Company } from './stage.ts';

/** The width of a terminal, and of what is written to a file or another program. */
const width = process.stdout.columns ?? 120;
const logLevel = process.env['KONTOR_LOG'] || 'silent';

function show(demo: Demo): void {
  if (demo.rows.length > 0) console.log(`\n${tableOf(demo.rows)}`);
  for (const reason of demo.reasons) console.log(`  ${reason}`);
  for (const { file, why } of demo.leftOut) console.log(`  Not sent: ${file}: ${why}`);
  if (demo.rows.length === 0) console.log('The folder has no orders.');
  else if (demo.differences.length === 0) console.log(`\nAll ${demo.rows.length} rows are as expected.`);
  else console.log(`\nNot as expected:\n${demo.differences.map((difference) => `  ${difference}`).join('\n')}`);
}

/** The command that gives another terminal the environment of the bridge. */
const exportOf = ({ env }: Company): string =>
  `export ${Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')}`;

function showIntake({ rows, differences }: IntakeResult): void {
  console.log(`\n${intakeTableOf(rows)}\n\n${prescriptionTableOf(rows)}\n`);
  if (differences.length === 0) console.log(`All ${rows.length} orders of the German shop are as expected.`);
  else console.log(`Not as expected:\n${differences.map((difference) => `  ${difference}`).join('\n')}`);
}

async function showAddresses({ stage }: Demo, intake: IntakeShop | null): Promise<void> {
  const { bridge, sandbox, shop } = stage;
  console.log(`
Bridge       ${bridge.config.publicUrl}
PowerOffice  ${sandbox.url}/  (open this page to see everything that the sandbox holds)${
    intake ? `\nmmOrthosoft  ${intake.sandbox.url}/  (the documents that the test office has fetched)` : ''
  }

Try these commands in another terminal:
  ${exportOf(stage)}
  npm run kontor -- transfers
  npm run kontor -- transfers --state blocked
  npm run kontor -- journal --order 23
  npm run kontor -- preview --shop ${shop.shop} 22
To pair a shop of your own, paste this code under WooCommerce → Kontor within 15 minutes:
  ${await pairingCode(bridge)}
To see the same with a real WooCommerce shop and the plugin: npm run shop
Ctrl-C ends the demo.`);
}

function showShop({ rows }: MirroredShop): void {
  if (rows.length > 0) console.log(`\n${shopTableOf(rows, width)}\n`);
  const explanations = explanationsOf(rows, width);
  if (explanations !== '') console.log(`${explanations}\n`);
  for (const line of summaryOf(rows)) console.log(line);
  console.log(`Nothing in the shop has changed: the bridge only reads it.
To use Kontor with this shop: README.md, "Use it", and docs/reading-a-shop.md.`);
}

const showOpenShop = ({ company, shopId }: MirroredShop): void =>
  console.log(`
Sandbox  ${company.sandbox.url}/  (open this page to see each document with its lines)
The bridge reads the shop again every ${everySeconds / 60} minutes: what you change there, it changes in the sandbox.

Try these commands in another terminal:
  ${exportOf(company)}
  npm run kontor -- transfers
  npm run kontor -- orders --document missing
  npm run kontor -- shop orders --shop ${shopId}
Ctrl-C ends the demo and deletes everything that it has read.`);

function flagsOrEnd(): Flags {
  try {
    return readFlags(process.argv.slice(2));
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
    process.exit(2);
  }
}

const flags = flagsOrEnd();
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

function writeRows(rows: readonly object[]): void {
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ rows }, null, 2)}\n`);
}

async function runOrders(folder: string | null): Promise<number> {
  const { signal } = interrupt;
  const orders = folder === null ? {} : { orders: folder };
  const demo = await runDemo({ say: console.log, signal, logLevel, ...orders });
  let intake: IntakeShop | null = null;
  try {
    show(demo);
    writeRows(demo.rows);
    const differences = [...demo.differences];
    if (folder === null) {
      intake = await openIntakeShop(demo.stage.bridge);
      const result = await runIntake(intake, { bridge: demo.stage.bridge, quietSeconds: 60, signal, say: console.log });
      showIntake(result);
      differences.push(...result.differences);
    }
    if (!flags.once) {
      await showAddresses(demo, intake);
      await interrupted;
    }
    return differences.length === 0 ? 0 : 1;
  } finally {
    await intake?.sandbox.close();
    await demo.stage.close();
  }
}

async function runShop({ address, orders }: Extract<Flags['from'], { kind: 'shop' }>): Promise<number> {
  const key = readShopKey(address, process.env);
  const mirrored = await mirrorShop({ key, orders, say: console.log, signal: interrupt.signal, logLevel });
  try {
    showShop(mirrored);
    writeRows(mirrored.rows);
    if (!flags.once) {
      showOpenShop(mirrored);
      await interrupted;
    }
    return isSound(mirrored.rows) ? 0 : 1;
  } finally {
    await mirrored.company.close();
  }
}

function run(): Promise<number> {
  const { from } = flags;
  return from.kind === 'shop' ? runShop(from) : runOrders(from.kind === 'folder' ? from.folder : null);
}

const code = await run().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  return 1;
});
// The exit code is passed here, since the package of the embedded PostgreSQL would end an idle process with code 0.
process.exit(code);
