import type { DocumentKind, PlanRequest } from '@kontor/bridge-server/systems/contract';
import type { Difference, RemoteDocument } from '@kontor/bridge-server/systems/contract-document';
import { pushedBy } from '@kontor/bridge-server/systems/pushed';
import { poweroffice } from '@kontor/bridge-server/systems/poweroffice/system';
import { readOrder } from '@kontor/shared/woocommerce';
import type { Arithmetic } from '../sandboxes/poweroffice/totals.ts';
import { amountsIn, booksIn, productCodeOf, products, productSettings, type GoLine } from './go.ts';

/** How the delivery of a document ends: with gaps, finished, or with differences that rounding does not explain. */
export type Ending =
  | { kind: 'gaps'; codes: string[] }
  | {
      kind: 'finished' | 'differs';
      document: RemoteDocument;
      differences: readonly Difference[];
      /**
       * The lines that Go has in the end, and those that it was sent first; one line for rounding may be added to
       * these.
       */
      lines: GoLine[];
      sent: GoLine[];
    };

/** Which document of the order is delivered. */
interface DocumentRequest {
  kind: DocumentKind;
  reference: string;
  refunds?: readonly unknown[];
}

interface Shop {
  body: Record<string, unknown>;
  currencyDecimals: number;
}

// The same objects for all orders: a system reads each object once, and 99 products are much to read for each of many
// orders.
const settings = {
  net: { unitPrices: 'net', ...productSettings },
  gross: { unitPrices: 'gross', ...productSettings },
} as const;
const commonFacts = { products, customer: { state: 'none', series: null } };
const facts = {
  ofOrder: { ...commonFacts, document: null },
  ofCredit: { ...commonFacts, document: { state: 'invoiced', customerId: null, invoiceNo: '12' } },
};

/**
 * Delivers a document of the order by plan and steps, to a Go that computes totals by its own arithmetic. Documents
 * other than the order's are about an order that Go has invoiced. `unitPrices`: how the settings say that Go reads
 * prices.
 */
export function drive(
  { body, currencyDecimals }: Shop,
  { kind, reference, refunds = [] }: DocumentRequest,
  unitPrices: Arithmetic['prices'],
  go: Arithmetic,
): Ending {
  const read = readOrder(body, refunds);
  // An order that cannot be read counts as a gap: the bridge keeps its problem and tells the shop.
  if (!read.ok) return { kind: 'gaps', codes: [read.error.code] };
  const isOrder = kind === 'order';
  const request: PlanRequest<unknown, unknown> = {
    kind,
    about: { kind: kind === 'refund' ? 'refund' : 'order', reference },
    order: read.value,
    key: ['shop-22', ...(isOrder ? [] : [kind]), ...(reference ? [reference] : [])].join('-'),
    customerKey: 'shop-c-1',
    documents: isOrder
      ? []
      : [
          {
            kind: 'order',
            about: { kind: 'order', reference: '' },
            key: 'shop-order-0',
            id: 'order-0',
            number: '6000',
            total: read.value.total,
          },
        ],
    functions: ['createCustomers'],
    decisions: {},
    settings: settings[unitPrices],
    facts: isOrder ? facts.ofOrder : facts.ofCredit,
  };
  const planned = poweroffice.makePlan(request);
  if (planned.kind === 'gaps') return { kind: 'gaps', codes: planned.gaps.map(({ code }) => code) };
  if (planned.kind !== 'plan') throw new Error(planned.reason);

  let sent: GoLine[] = [];
  let lines: GoLine[] = [];
  const held = () => ({
    id: 'order-1',
    number: '6001',
    total: Number(amountsIn(lines, go, currencyDecimals).total),
    invoiced: false,
    // Each line shows its own amounts, however the order is rounded.
    vat: [...booksIn(sent, { ...go, rounding: 'line' }, currencyDecimals)].map(([number, { net, vat }]) => ({
      treatment: productCodeOf(number),
      net: Number(net),
      tax: Number(vat),
    })),
  });
  const results: Record<string, unknown> = {};
  for (let steps = 0; steps < 5; steps += 1) {
    const next = pushedBy(poweroffice).next(planned.plan, results);
    if (next.kind !== 'step') {
      const differences = next.kind === 'differs' ? next.differences : [];
      return { kind: next.kind, document: next.document, differences, lines, sent };
    }
    const { key, kind: stepKind, input } = next.step;
    if (key in results) throw new Error(`the step ${key} came twice`);
    switch (stepKind) {
      case 'poweroffice.customer.create':
        results[key] = { id: '7' };
        break;
      case 'poweroffice.order.create':
        sent = (input as { body: { SalesOrderLines: GoLine[] } }).body.SalesOrderLines;
        lines = [...sent];
        results[key] = held();
        break;
      case 'poweroffice.order.round':
        lines = [...lines, (input as { line: GoLine }).line];
        results[key] = { lineId: 'line-1' };
        break;
      case 'poweroffice.order.read':
        results[key] = held();
        break;
      default:
        throw new Error(`no such step: ${stepKind}`);
    }
  }
  throw new Error('the plan never ends');
}
