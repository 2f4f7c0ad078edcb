import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatMinor, decimalsOf } from '@kontor/shared/money';
import { readFolder } from '../demo/folder.ts';
import { demoCompany } from '../sandboxes/poweroffice/seed.ts';
import type { OrderView } from '../sandboxes/poweroffice/state.ts';
import type { CompanySetup, World } from './world.ts';

/** Real shops' orders, each with the bodies as WooCommerce gives them; its name tells its kind. */
const cases = fileURLToPath(new URL('../fixtures/cases/', import.meta.url));

export const caseNames = (): string[] => readdirSync(cases).sort();

/** A company that sells abroad too: its product for exports, and one for what VAT does not concern. */
const company = {
  accounts: { ...demoCompany.accounts, '3150': '52' },
  products: [
    ...demoCompany.products,
    { code: 'A-98', name: 'Varer, utførsel', standardSalesAccount: '3150', unitOfMeasure: 'EA', groupCode: '99' },
    { code: 'A-97', name: 'Utenfor avgift', standardSalesAccount: '3200', unitOfMeasure: 'EA', groupCode: '99' },
  ],
};

/** A document as a bookkeeper reads it. */
export interface Booked {
  /** `10101`, or `10801 refund 10880`. */
  of: string;
  state: string;
  /** `null`: there is no document. */
  document: {
    currency: string;
    date: string | null;
    customer: string;
    total: string;
    /** Net and VAT by the product of the line: `A-1: 433.60 + 108.40`. */
    vat: string[];
    /** `2 × 279.20 Lupe`, with the product before it. */
    lines: string[];
  } | null;
}

export interface Played {
  /** What intake said of a body that it did not take, by order. */
  refused: string[];
  booked: Booked[];
}

/** The shop's company and connection; `office`: what the office does after a step. */
export type CaseOptions = CompanySetup & { office?: Readonly<Record<number, 'invoice'>> };

/** Sends the case's bodies, step by step, each once the one before has settled. */
export async function playCase(world: World, name: string, { office, ...setup }: CaseOptions = {}): Promise<Played> {
  const shop = await world.addCompany({ company, ...setup });
  const refused: string[] = [];
  for (const [index, step] of stepsOf(join(cases, name)).entries()) {
    const { orders } = await readFolder(step);
    for (const events of orders)
      for (const { event, id } of events) {
        const [outcome] = await shop.receive({ ...event, generation: 1000 * (index + 1) + event.generation });
        if (outcome?.outcome !== 'accepted')
          refused.push(
            `${id} ${outcome && 'code' in outcome ? `${outcome.code}: ${outcome.cause}` : outcome?.outcome}`,
          );
        await shop.settle();
      }
    if (office?.[index + 1] === 'invoice')
      for (const order of shop.held().orders) world.sandbox.control.office.invoice(order.id);
  }
  const held = shop.held();
  const customers = new Map(held.customers.map((customer) => [customer.id, customer.name]));
  const documents = new Map<string, OrderView>([...held.orders, ...held.invoices].map((order) => [order.id, order]));
  const booked = (await shop.transfers()).map(({ subjectId, kind, reference, state, reason, documentId }) => {
    const order = documents.get(documentId ?? '');
    return {
      of: kind === 'order' ? subjectId : `${subjectId} ${kind}${kind === 'refund' ? ` ${reference}` : ''}`,
      state: state === 'done' && reason === 'sent' ? 'sent' : reason,
      document: order ? pictureOf(order, customers) : null,
    };
  });
  return { refused, booked };
}

function stepsOf(folder: string): string[] {
  const steps = readdirSync(folder)
    .filter((entry) => /^step-\d+$/.test(entry))
    .sort();
  return steps.length === 0 ? [folder] : steps.map((step) => join(folder, step));
}

function pictureOf(order: OrderView, customers: ReadonlyMap<string, string>): Booked['document'] {
  const decimals = decimalsOf(order.currency);
  const show = (amount: number): string => formatMinor(amount, decimals);
  const products = new Map<string, { net: number; vat: number }>();
  for (const { productCode, net, vat } of order.lines) {
    const sum = products.get(productCode ?? '–') ?? { net: 0, vat: 0 };
    products.set(productCode ?? '–', { net: sum.net + net, vat: sum.vat + vat });
  }
  return {
    currency: order.currency,
    date: order.date,
    customer: customers.get(order.customerId ?? '') ?? '–',
    total: show(order.total),
    vat: [...products].sort().map(([code, { net, vat }]) => `${code}: ${show(net)} + ${show(vat)}`),
    lines: order.lines.map(
      ({ productCode, quantity, unitPrice, description }) => `${productCode} ${quantity} × ${unitPrice} ${description}`,
    ),
  };
}
