import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { IncomingRequest, PowerOfficeSandbox } from '../sandboxes/poweroffice/sandbox.ts';
import { differencesFrom, faultsOf } from './compare.ts';
import { elma, expectations, expectedCustomers, type Expectation } from './expected.ts';
import { readExpected, readFolder, type LeftOut } from './folder.ts';
import { reasonsOf, rowsOf, type Row } from './report.ts';
import { watch, type Seen } from './seen.ts';
import { sendOrders, type Sent } from './send.ts';
import { openStage, type Stage } from './stage.ts';

export interface DemoOptions {
  /** A folder whose orders are sent in place of the demo's own. */
  orders?: string;
  /** The connection's settings, in place of the defaults. */
  settings?: unknown;
  logLevel?: string;
  /** For how long nothing may settle before the demo gives up. */
  quietSeconds?: number;
  /** Ends the demo early; its reason is thrown once everything is cleaned up. */
  signal?: AbortSignal;
  /** Called with each line of progress. */
  say: (line: string) => void;
}

export interface Demo {
  stage: Stage;
  seen: Seen;
  rows: readonly Row[];
  /** Everything that is not as it should be. */
  differences: readonly string[];
  /** Why orders wait for a person or were refused. */
  reasons: readonly string[];
  leftOut: readonly LeftOut[];
}

/**
 * Takes orders the whole way from the shop to the office's books. The caller closes the stage. Throws what prevents the
 * run.
 */
export async function runDemo(options: DemoOptions): Promise<Demo> {
  const { orders, say, settings, logLevel = 'silent', quietSeconds = 60, signal } = options;
  const ownOrders = orders === undefined ? null : await readFolder(orders);
  const stage = await openStage({ settings, elma, logLevel, say });
  try {
    const shown = new Set<number>();
    const settle = (sent: readonly Sent[]) =>
      watch(stage, sent, {
        quietSeconds,
        signal,
        tell: (transfer) => {
          if (!shown.has(transfer.id)) say(settledLine(transfer));
          shown.add(transfer.id);
        },
      });
    if (!ownOrders)
      say('The Norwegian shop sends its orders to the bridge (→), and the bridge sends each to PowerOffice (✓):');
    const sent = ownOrders ? await sendOrders(stage.shop, ownOrders.orders) : await sendExpected(stage, say);
    if (ownOrders) say(`Sent ${sent.length} events of ${ownOrders.orders.length} orders`);
    let seen = await settle(sent);
    if (!ownOrders) {
      say('Later, orders are refunded, edited and cancelled in the shop:');
      seen = await settle([...sent, ...(await sendLater(stage, say))]);
    }
    return { stage, seen, ...judged(seen, ownOrders === null), leftOut: ownOrders?.leftOut ?? [] };
  } catch (fault) {
    await stage.close();
    throw fault;
  }
}

function judged(seen: Seen, isExpected: boolean): Pick<Demo, 'rows' | 'differences' | 'reasons'> {
  const differences = [
    ...faultsOf(seen),
    ...(isExpected ? differencesFrom(expectations, expectedCustomers, seen) : []),
  ];
  return { rows: rowsOf(seen), differences: [...new Set(differences)], reasons: reasonsOf(seen) };
}

/** Lets the office and the shop act on orders that have their documents. */
async function sendLater(stage: Stage, say: (line: string) => void): Promise<Sent[]> {
  const all: Sent[] = [];
  for (const { order, later } of expectations) {
    if (!later) continue;
    if (later.office === 'sends the invoice') {
      const { control } = stage.sandbox;
      control.office.invoice(control.state().orders.find(({ importedOrderNo }) => importedOrderNo === order)?.id ?? '');
    }
    const { orders } = await readExpected(later.files);
    // A generation above those of all earlier events of the order.
    const newer = orders.map((events) =>
      events.map((outgoing) => {
        const { event } = outgoing;
        return { ...outgoing, event: { ...event, generation: event.generation + 100 } };
      }),
    );
    const sent = await sendOrders(stage.shop, newer);
    all.push(...sent);
    say(sentLine(order, later.about, sent));
  }
  return all;
}

async function sendExpected(stage: Stage, say: (line: string) => void): Promise<Sent[]> {
  armMishaps(stage.sandbox);
  const all: Sent[] = [];
  for (const expectation of expectations) {
    const { orders } = await readExpected(expectation.files);
    const rounds = expectation.mishap === 'sent_twice' ? 2 : 1;
    for (let round = 0; round < rounds; round++) {
      const sent = await sendOrders(stage.shop, orders);
      all.push(...sent);
      say(sentLine(expectation.order, expectation.about, sent));
    }
  }
  return all;
}

/** Makes the sandbox lose its answer about the documents of some orders, once each. */
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

const sentLine = (order: string, about: string, sent: readonly Sent[]): string =>
  `  → order ${order}, ${about}: ${sent.map(({ outcome }) => outcome.outcome).join(', ')}`;

function settledLine({ orderNumber, kind, state, reason, documentNumber }: ListedTransfer): string {
  const name = kind === 'order' ? `order ${orderNumber}` : `order ${orderNumber} (${kind})`;
  const document = documentNumber === null ? '' : `, document ${documentNumber}`;
  return `  ✓ ${name}: ${state} (${reason})${document}`;
}
