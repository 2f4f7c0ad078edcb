import { z } from 'zod';
import { number, readJson, writeJson } from '../kit/json.ts';
import { invoiceOrder } from './invoices.ts';
import { unmatchEntry } from './ledger.ts';
import { repriced } from './lines.ts';
import { createOrder, deleteOrder, orderById, replaceLines, type Occasion } from './orders.ts';
import { productByCode } from './products.ts';
import { SalesOrderCompletePost } from './shapes.ts';
import { viewInvoice, viewOrder, type InvoiceView, type OrderView } from './state.ts';
import { settleAnew } from './opening.ts';
import type { CompanyOptions } from './seed.ts';
import type { Company, SalesOrder } from './store.ts';
import { voucherById } from './vouchers.ts';
import type { World } from './world.ts';

export const LineEdit = z.strictObject({
  orderId: z.string(),
  /** Counted from 0, as the office sees them. */
  line: z.int().min(0),
  /** Decimal text, read net or gross as the switch says. */
  unitPrice: z.string().regex(/^-?\d{1,20}(\.\d{1,10})?$/),
});
export type LineEdit = z.infer<typeof LineEdit>;

/** What a company keeps in its settings, which the API only shows. */
export type CompanySettings = Partial<
  Pick<
    CompanyOptions,
    | 'accounts'
    | 'standardSalesAccount'
    | 'ledgerAccounts'
    | 'vatCodes'
    | 'isVatRegistered'
    | 'series'
    | 'currencies'
    | 'references'
    | 'validPrivileges'
  >
>;

/** What the people in the office do on their screens. Every action throws when the vendor's screen would refuse it. */
export interface Office {
  /** Sends a draft. `voucherDate` (yyyy-mm-dd) defaults to today. */
  invoice(orderId: string, voucherDate?: string): InvoiceView;
  editLine(edit: LineEdit): OrderView;
  deleteDraft(orderId: string): void;
  /** Writes a draft by hand, so that not every order is the integration's; the body is that of the API, as plain JSON. */
  draft(body: object, clientKey?: string): OrderView;
  archiveProduct(code: string, clientKey?: string): void;
  setLockDate(date: string | null, clientKey?: string): void;
  /** Takes back what a bank voucher was matched with. */
  unmatch(voucherId: string, clientKey?: string): void;
  /** Changes the company's settings, each that is named as a whole. */
  settings(change: CompanySettings, clientKey?: string): void;
  /** Says which organisation numbers can receive EHF from now on. */
  setElma(organizationNumbers: readonly string[], clientKey?: string): void;
}

/** The office of all companies of a sandbox. */
export function officeOf(world: World): Office {
  const occasion = (lagMs: number): Occasion => {
    const now = world.clock();
    return { now, visibleFrom: now + lagMs, arithmetic: world.switches, byIntegration: false };
  };
  const find = (orderId: string): { company: Company; order: SalesOrder } => {
    const company = [...world.companies.values()].find(({ orders }) => orders.has(orderId)) ?? world.company();
    return { company, order: orderById(company, orderId) };
  };
  return {
    invoice(orderId, voucherDate) {
      const { company, order } = find(orderId);
      // The office makes no request, so a lag for its invoices is armed on the path of this action.
      const lag = world.failures.take({ method: 'POST', path: '/sandbox/office/invoice', client: null }, ['lag']);
      return viewInvoice(company, invoiceOrder(company, order, occasion(lag?.delayMs ?? 0), { voucherDate }));
    },
    editLine({ orderId, line: index, unitPrice }) {
      const { order } = find(orderId);
      const line = order.lines[index];
      if (!line) throw new Error(`Order ${orderId} has no line ${index}.`);
      const when = occasion(0);
      replaceLines(
        order,
        order.lines.with(index, repriced(line, number(unitPrice).value, order.decimals, when.arithmetic)),
        when,
      );
      return viewOrder(order);
    },
    deleteDraft(orderId) {
      const { company, order } = find(orderId);
      deleteOrder(company, order);
    },
    draft: (body, clientKey) =>
      viewOrder(
        createOrder(world.company(clientKey), SalesOrderCompletePost.parse(readJson(writeJson(body))), occasion(0)),
      ),
    archiveProduct(code, clientKey) {
      const product = productByCode(world.company(clientKey), code);
      if (!product) throw new Error(`There is no product '${code}'.`);
      Object.assign(product, { fields: { ...product.fields, IsArchived: true }, changedAt: world.clock() });
    },
    setLockDate(date, clientKey) {
      world.company(clientKey).lockDate = date === null ? null : z.iso.date().parse(date);
    },
    unmatch(voucherId, clientKey) {
      const company = world.company(clientKey);
      for (const entry of voucherById(company, voucherId).entries) unmatchEntry(company, entry, world.clock());
    },
    settings: (change, clientKey) => settleAnew(world.company(clientKey), change, world.clock()),
    setElma(organizationNumbers, clientKey) {
      world.company(clientKey).elma = [...organizationNumbers];
    },
  };
}
