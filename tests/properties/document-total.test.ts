import fc from 'fast-check';
import type { PlanRequest, RemoteDocument } from '@kontor/bridge-server/systems/contract';
import { poweroffice } from '@kontor/bridge-server/systems/poweroffice/system';
import { readOrder } from '@kontor/shared/woocommerce';
import { goTotal, priceModes, roundingModes, written, type GoArithmetic, type GoLine } from './go-model.ts';
import { shopOrders, type ShopOrder } from './woocommerce-shop.ts';

const runs = 10_000;
const seed = Number(process.env['KONTOR_SEED'] ?? Date.now() % 2 ** 31);

const products = ['A-1', 'A-2', 'A-3', 'A-99'].map((code, index) => ({ code, id: String(index + 1), archived: false }));
const percents: Readonly<Record<string, bigint>> = { 1: 25n, 2: 15n, 3: 12n, 4: 0n };
const percentOf = (productId: string): bigint => {
  const percent = percents[productId];
  if (percent === undefined) throw new Error(`no product ${productId}`);
  return percent;
};

type Ending =
  | { kind: 'gaps'; codes: string[] }
  | { kind: 'finished' | 'totals_differ'; document: RemoteDocument; lines: GoLine[]; sent: GoLine[] };

/** Takes the order through plan and steps, with a Go that adds up by its own arithmetic. */
function drive(shopOrder: ShopOrder, unitPrices: GoArithmetic['prices'], go: GoArithmetic): Ending {
  const read = readOrder(shopOrder.body, []);
  if (!read.ok) throw new Error(`${read.error.code}: ${read.error.cause}`);
  const request: PlanRequest<unknown, unknown> = {
    kind: 'order', reference: '', order: read.value, key: 'shop-22', customerKey: 'shop-c-1', settings: { unitPrices }, facts: { products, customerId: null },
  };
  const planned = poweroffice.makePlan(request);
  if (planned.kind === 'gaps') return { kind: 'gaps', codes: planned.gaps.map(({ code }) => code) };

  let sent: GoLine[] = [];
  let lines: GoLine[] = [];
  const total = () => Number(goTotal(lines, go, shopOrder.decimals, percentOf));
  const held = () => ({ id: 'order-1', number: '6001', total: total(), invoiced: false });
  const results: Record<string, unknown> = {};
  for (let steps = 0; steps < 5; steps += 1) {
    const next = poweroffice.next(planned.plan, results);
    if (next.kind !== 'step') return { kind: next.kind, document: next.document, lines, sent };
    const { key, kind, input } = next.step;
    if (key in results) throw new Error(`the step ${key} came twice`);
    switch (kind) {
      case 'poweroffice.customer.create': results[key] = { id: '7' }; break;
      case 'poweroffice.order.create':
        sent = (input as { body: { SalesOrderLines: GoLine[] } }).body.SalesOrderLines;
        lines = [...sent];
        results[key] = held();
        break;
      case 'poweroffice.order.round':
        lines = [...lines, (input as { line: GoLine }).line];
        results[key] = { lineId: 'line-1' };
        break;
      case 'poweroffice.order.read': results[key] = held(); break;
      default: throw new Error(`no such step: ${kind}`);
    }
  }
  throw new Error('the plan never ends');
}

describe('the document\'s total', () => {
  it(`is the order's, to the minor unit (${runs} orders, KONTOR_SEED=${seed})`, () => {
    console.log(`document total: seed ${seed}`);
    const seen = { finished: 0, rounded: 0, gaps: 0, differed: 0 };
    const property = fc.property(
      shopOrders, fc.constantFrom(...priceModes), fc.constantFrom(...priceModes), fc.constantFrom(...roundingModes),
      (shopOrder, unitPrices, prices, rounding) => {
        const { decimals } = shopOrder;
        const ending = drive(shopOrder, unitPrices, { prices, rounding });
        if (ending.kind === 'gaps') {
          seen.gaps += 1;
          expect(shopOrder.usesUnmappedRate).toBe(true);
          return expect(new Set(ending.codes)).toEqual(new Set(['gap.rate_unmapped']));
        }
        expect(shopOrder.usesUnmappedRate).toBe(false);
        // What was sent is what the shop wrote, whatever Go makes of it.
        expect(ending.sent.reduce((sum, line) => sum + written(line, decimals), 0n)).toBe(unitPrices === 'net' ? shopOrder.net : shopOrder.gross);
        expect(ending.lines.length - ending.sent.length).toBeLessThanOrEqual(1);
        expect(BigInt(ending.document.total)).toBe(goTotal(ending.lines, { prices, rounding }, decimals, percentOf));
        if (ending.kind === 'totals_differ') {
          seen.differed += 1;
          // Only where rounding does not explain it: more than one minor unit for each line that was sent …
          const off = BigInt(ending.document.total) - shopOrder.total;
          expect(off < 0n ? -off : off).toBeGreaterThan(BigInt(ending.sent.length));
          // … and with prices read as they were meant, only where the shop's own total is not the sum of its lines.
          if (unitPrices === prices) expect(shopOrder.total).not.toBe(shopOrder.gross);
          return;
        }
        expect(BigInt(ending.document.total)).toBe(shopOrder.total);
        seen.finished += 1;
        if (ending.lines.length > ending.sent.length) seen.rounded += 1;
      },
    );
    fc.assert(property, { numRuns: runs, seed });
    console.log(`document total: ${JSON.stringify(seen)}`);
    // A run that never met one of them would have shown nothing about it.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  }, 60_000);
});
