import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatMinor, decimalsOf } from '@kontor/shared/money';
import { readFolder } from '../demo/folder.ts';
import { demoCompany } from '../sandboxes/poweroffice/seed.ts';
import type { OrderView } from '../sandboxes/poweroffice/state.ts';
import type { CompanySetup, World } from './world.ts';

/**
 * The folder of orders of real shops: a folder for each case, named after what is special about it, with WooCommerce's
 * own bodies.
 */
const cases = fileURLToPath(new URL('../fixtures/cases/', import.meta.url));

export const caseNames = (): string[] => readdirSync(cases).sort();

/** A company with two more products: one for exports, and one for what is outside VAT. */
const company = {
  accounts: { ...demoCompany.accounts, '3150': '52' },
  products: [
    ...demoCompany.products,
    { code: 'A-98', name: 'Varer, utførsel', standardSalesAccount: '3150', unitOfMeasure: 'EA', groupCode: '99' },
    { code: 'A-97', name: 'Utenfor avgift', standardSalesAccount: '3200', unitOfMeasure: 'EA', groupCode: '99' },
  ],
};

/** A transfer and its document as a bookkeeper reads them. */
export interface Booked {
  /** What it is for: `10101`, or `10801 refund 10880`. */
  of: string;
  /** `sent`, else the reason. */
  state: string;
  /** null: there is no document. */
  document: {
    currency: string;
    date: string | null;
    customer: string;
    total: string;
    /** Net and VAT by the product of the line: `A-1: 433.60 + 108.40`. */
    vat: string[];
    /** Each line with its product: `A-1 2 × 279.20 Lupe`. */
    lines: string[];
  } | null;
}

/** What came of a case. */
export interface Played {
  /** Each body that intake did not take, with the order's id and the reason. */
  refused: string[];
  booked: Booked[];
}

/** The shop's company and connection. `office`: what the office does after the step with that number. */
export type CaseOptions = CompanySetup & { office?: Readonly<Record<number, 'invoice'>> };

/** Sends the case's bodies step by step, each after the former has settled. */
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
      document: order ? documentOf(order, customers) : null,
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

function documentOf(order: OrderView, customers: ReadonlyMap<string, string>): Booked['document'] {
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
