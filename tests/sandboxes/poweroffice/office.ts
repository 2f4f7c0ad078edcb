import { z } from 'zod';
import { number, readJson, writeJson } from '../kit/json.ts';
import { invoiceOrder } from './invoices.ts';
import { unmatchEntry } from './ledger.ts';
import { repriced } from './lines.ts';
import { createOrder, deleteOrder, orderById, replaceLines, type Occasion } from './orders.ts';
import { productByCode } from './products.ts';
import { SalesOrderCompletePost } from './shapes.ts';
import { viewInvoice, viewOrder, type InvoiceView, type OrderView } from './state.ts';
import { applySettings } from './opening.ts';
import type { CompanyOptions } from './seed.ts';
import type { Company, SalesOrder } from './store.ts';
import { voucherById } from './vouchers.ts';
import type { World } from './world.ts';

export const LineEdit = z.strictObject({
  orderId: z.string(),
  /** The place of the line, counted from 0, in the order in which the office sees the lines. */
  line: z.int().min(0),
  /** Decimal text; net or gross as the switch `prices` says. */
  unitPrice: z.string().regex(/^-?\d{1,20}(\.\d{1,10})?$/),
});
export type LineEdit = z.infer<typeof LineEdit>;

/** The settings of a company that its people change; the API can only read them. */
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

/**
 * The actions of the people in the office on their screens. An action throws when PowerOffice's screen would refuse it.
 */
export interface Office {
  /** Sends a draft. `voucherDate` (yyyy-mm-dd) defaults to today. */
  invoice(orderId: string, voucherDate?: string): InvoiceView;
  editLine(edit: LineEdit): OrderView;
  deleteDraft(orderId: string): void;
  /** Creates a draft that is not the integration's; the body has the form of the API, as plain JSON. */
  draft(body: object, clientKey?: string): OrderView;
  archiveProduct(code: string, clientKey?: string): void;
  setLockDate(date: string | null, clientKey?: string): void;
  /** Takes back the matchings of a bank voucher. */
  unmatch(voucherId: string, clientKey?: string): void;
  /** Changes the company's settings; each setting that `change` names is replaced as a whole. */
  settings(change: CompanySettings, clientKey?: string): void;
  /** Sets the organisation numbers that can receive EHF from now on. */
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
      // The office sends no request. A lag for its invoices is therefore armed on the path of the sandbox's action.
      const lag = world.failures.take({ method: 'POST', path: '/sandbox/office/invoice', client: null }, ['lag']);
      return viewInvoice(company, invoiceOrder(company, order, occasion(lag?.delayMs ?? 0), { voucherDate }));
    },
    editLine({ orderId, line: index, unitPrice }) {
      const { order } = find(orderId);
      const line = order.lines[index];
      if (!line) throw new Error(`Order ${orderId} has no line ${index}.`);
      const noLag = occasion(0);
      replaceLines(
        order,
        order.lines.with(index, repriced(line, number(unitPrice).value, order.decimals, noLag.arithmetic)),
        noLag,
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
    settings: (change, clientKey) => applySettings(world.company(clientKey), change, world.clock()),
    setElma(organizationNumbers, clientKey) {
      world.company(clientKey).elma = [...organizationNumbers];
    },
  };
}
