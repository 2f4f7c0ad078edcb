import type { DocumentKind, PlanRequest } from '@kontor/bridge-server/systems/contract';
import type { RemoteDocument } from '@kontor/bridge-server/systems/contract-document';
import { pushedBy } from '@kontor/bridge-server/systems/pushed';
import { poweroffice } from '@kontor/bridge-server/systems/poweroffice/system';
import { readOrder } from '@kontor/shared/woocommerce';
import { goTotal, type GoArithmetic, type GoLine } from './go-model.ts';
import type { ShopOrder } from './woocommerce-shop.ts';

const products = (
  [
    ['A-1', '3000', '3', '25'],
    ['A-2', '3030', '31', '15'],
    ['A-3', '3060', '33', '12'],
    ['A-99', '3100', '5', '0'],
  ] as const
).map(([code, number, vatCode, rate], index) => ({
  code,
  id: String(index + 1),
  archived: false,
  account: { number, vatCode, rate },
}));
const percents: Readonly<Record<string, bigint>> = { 1: 25n, 2: 15n, 3: 12n, 4: 0n };
/** The VAT rate of each product that Go has, in whole percent. */
export const percentOf = (productId: string): bigint => {
  const percent = percents[productId];
  if (percent === undefined) throw new Error(`no product ${productId}`);
  return percent;
};

export type Ending =
  | { kind: 'gaps'; codes: string[] }
  | { kind: 'finished' | 'differs'; document: RemoteDocument; lines: GoLine[]; sent: GoLine[] };

interface Delivered {
  kind: DocumentKind;
  reference: string;
  refunds?: readonly unknown[];
}

/** Takes a document of the order through plan and steps, with a Go that adds up by its own arithmetic and has sent the order. */
export function drive(
  shopOrder: ShopOrder,
  { kind, reference, refunds = [] }: Delivered,
  unitPrices: GoArithmetic['prices'],
  go: GoArithmetic,
): Ending {
  const read = readOrder(shopOrder.body, refunds);
  if (!read.ok) throw new Error(`${read.error.code}: ${read.error.cause}`);
  const first = kind === 'order';
  const request: PlanRequest<unknown, unknown> = {
    kind,
    about: { kind: kind === 'refund' ? 'refund' : 'order', reference },
    order: read.value,
    key: ['shop-22', ...(first ? [] : [kind]), ...(reference ? [reference] : [])].join('-'),
    customerKey: 'shop-c-1',
    documents: first
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
    settings: { unitPrices },
    facts: {
      products,
      customer: { state: 'none', series: null },
      document: first ? null : { state: 'invoiced', customerId: null, invoiceNo: '12' },
    },
  };
  const planned = poweroffice.makePlan(request);
  if (planned.kind === 'gaps') return { kind: 'gaps', codes: planned.gaps.map(({ code }) => code) };
  if (planned.kind !== 'plan') throw new Error(planned.reason);

  let sent: GoLine[] = [];
  let lines: GoLine[] = [];
  const total = () => Number(goTotal(lines, go, shopOrder.decimals, percentOf));
  const held = () => ({ id: 'order-1', number: '6001', total: total(), invoiced: false });
  const results: Record<string, unknown> = {};
  for (let steps = 0; steps < 5; steps += 1) {
    const next = pushedBy(poweroffice).next(planned.plan, results);
    if (next.kind !== 'step') return { kind: next.kind, document: next.document, lines, sent };
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
