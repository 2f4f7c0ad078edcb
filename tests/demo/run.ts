import { fileURLToPath } from 'node:url';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { IncomingRequest, PowerOfficeSandbox } from '../sandboxes/poweroffice/sandbox.ts';
import { differencesFrom, faultsOf } from './compare.ts';
import { elma, expectations, expectedCustomers, type Expectation } from './expected.ts';
import { readFolder, readOrderFiles, type LeftOut, type ReadOrders } from './folder.ts';
import { reasonsOf, rowsOf, type Row } from './report.ts';
import { watch, type Seen } from './seen.ts';
import { sendOrders, type Sent } from './send.ts';
import { openStage, type Stage } from './stage.ts';

export interface DemoOptions {
  /** Sends what this folder holds in place of the demo's own orders. */
  orders?: string;
  /** Of the connection, in place of the defaults. */
  settings?: unknown;
  logLevel?: string;
  /** Gives up once nothing has settled for so long. */
  quietSeconds?: number;
  /** Ends the demo early; its reason is thrown once all is cleaned up. */
  signal?: AbortSignal;
  /** Hears how it goes, line by line. */
  say: (line: string) => void;
}

export interface Demo {
  stage: Stage;
  seen: Seen;
  rows: readonly Row[];
  /** What is not as it should be; none: all agree. */
  differences: readonly string[];
  /** Why orders wait for a person or were refused. */
  reasons: readonly string[];
  leftOut: readonly LeftOut[];
}

const tests = fileURLToPath(new URL('..', import.meta.url));

/** The whole way from the shop's orders to the office's books. The caller closes the stage. Throws what keeps it from running. */
export async function runDemo(options: DemoOptions): Promise<Demo> {
  const { orders, say, settings, logLevel = 'silent', quietSeconds = 60, signal } = options;
  const given = orders === undefined ? null : await readFolder(orders);
  const stage = await openStage({ settings, elma, logLevel, say });
  try {
    const told = new Set<number>();
    const settle = (sent: readonly Sent[]) =>
      watch(stage, sent, {
        quietSeconds,
        signal,
        tell: (transfer) => {
          if (!told.has(transfer.id)) say(settledLine(transfer));
          told.add(transfer.id);
        },
      });
    const sent = given ? await sendOrders(stage.shop, given.orders) : await sendExpected(stage, say);
    if (given) say(`Sent ${sent.length} bodies of ${given.orders.length} orders`);
    let seen = await settle(sent);
    if (!given) {
      say('Later:');
      seen = await settle([...sent, ...(await sendLater(stage, say))]);
    }
    return { stage, seen, ...judged(seen, given === null), leftOut: given?.leftOut ?? [] };
  } catch (fault) {
    await stage.close();
    throw fault;
  }
}

function judged(seen: Seen, expected: boolean): Pick<Demo, 'rows' | 'differences' | 'reasons'> {
  const differences = [...faultsOf(seen), ...(expected ? differencesFrom(expectations, expectedCustomers, seen) : [])];
  return { rows: rowsOf(seen), differences: [...new Set(differences)], reasons: reasonsOf(seen) };
}

/** What the office and the shop do with documents that are there. */
async function sendLater(stage: Stage, say: (line: string) => void): Promise<Sent[]> {
  const all: Sent[] = [];
  for (const { order, later } of expectations) {
    if (!later) continue;
    if (later.office === 'sends the invoice') {
      const { control } = stage.sandbox;
      control.office.invoice(control.state().orders.find(({ importedOrderNo }) => importedOrderNo === order)?.id ?? '');
    }
    const { orders } = await readOrders(later.files);
    // Newer than whatever was sent before.
    const newer = orders.map((events) =>
      events.map((one) => ({ ...one, event: { ...one.event, generation: one.event.generation + 100 } })),
    );
    const sent = await sendOrders(stage.shop, newer);
    all.push(...sent);
    say(`  → order ${order}, ${later.about}: ${sent.map(({ outcome }) => outcome.outcome).join(', ')}`);
  }
  return all;
}

async function readOrders(files: readonly string[]): Promise<ReadOrders> {
  const read = await readOrderFiles(tests, files);
  if (read.leftOut[0]) throw new Error(`${read.leftOut[0].file}: ${read.leftOut[0].why}`);
  return read;
}

async function sendExpected(stage: Stage, say: (line: string) => void): Promise<Sent[]> {
  armMishaps(stage.sandbox);
  const all: Sent[] = [];
  for (const expectation of expectations) {
    const { orders } = await readOrders(expectation.files);
    const rounds = expectation.mishap === 'sent_twice' ? 2 : 1;
    for (let round = 0; round < rounds; round++) {
      const sent = await sendOrders(stage.shop, orders);
      all.push(...sent);
      say(
        `  → order ${expectation.order}, ${expectation.about}: ${sent.map(({ outcome }) => outcome.outcome).join(', ')}`,
      );
    }
  }
  return all;
}

/** Lets the office lose its answer to the documents of some orders, each once. */
function armMishaps({ control }: PowerOfficeSandbox): void {
  const open = new Map(
    expectations.flatMap(({ order, mishap }) =>
      mishap === '500_after' || mishap === 'cut_after' ? [[order, mishap] as const] : [],
    ),
  );
  const path = '^/v2/SalesOrders/Complete$';
  control.onRequest((request) => {
    for (const [order, mode] of open) {
      if (!makes(request, order, path)) continue;
      open.delete(order);
      control.fail({ mode, on: { method: 'POST', path } });
    }
  });
}

const makes = ({ method, path, body }: IncomingRequest, order: Expectation['order'], wanted: string): boolean =>
  method === 'POST' &&
  new RegExp(wanted).test(path) &&
  (JSON.parse(body) as { ImportedOrderNo?: number }).ImportedOrderNo === Number(order);

const settledLine = ({ orderNumber, kind, state, reason, documentNumber }: ListedTransfer): string =>
  `  ✓ order ${orderNumber}${kind === 'order' ? '' : ` (${kind})`}: ${state} (${reason})${documentNumber === null ? '' : `, document ${documentNumber}`}`;
