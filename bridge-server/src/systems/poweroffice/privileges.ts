import type { PowerOfficeFunction } from './settings.ts';

const forOrders = ['SalesOrders_Full', 'Product', 'Customer'] as const;

/** What the extension in Go must be allowed for each function. A `_Full` privilege contains the one without. */
const neededPrivileges: Readonly<Record<PowerOfficeFunction, readonly string[]>> = {
  orders: forOrders,
  refunds: [...forOrders, 'OutgoingInvoice'],
  cancellations: [...forOrders, 'OutgoingInvoice'],
  payments: ['BankVoucher_Full', 'CustomerLedger', 'GeneralLedgerAccount', 'CommonServices'],
  createCustomers: ['Customer_Full'],
  // The rate of an account is known only by its VAT code, which the common services tell.
  createProducts: ['Product_Full', 'GeneralLedgerAccount', 'CommonServices'],
};

/** What is read to compare VAT before an order is sent; without it orders go on, and their totals decide. */
const forVat = ['GeneralLedgerAccount', 'CommonServices'] as const;

/** What the functions lack, each privilege once: it was not given, or the company's subscription does not contain it. */
export function missingPrivileges(valid: readonly string[], invalid: readonly string[]): string[] {
  const has = (list: readonly string[], privilege: string): boolean =>
    list.includes(privilege) || list.includes(`${privilege}_Full`);
  const notes = [...new Set(Object.values(neededPrivileges).flat())]
    .filter((privilege) => !has(valid, privilege))
    .map((privilege) => {
      const functions = Object.entries(neededPrivileges).filter(([, needed]) => needed.includes(privilege));
      const purpose = `which is needed for ${functions.map(([name]) => name).join(', ')}`;
      return has(invalid, privilege)
        ? `The privilege ${privilege} does not work, ${purpose}: the company's subscription in Go lacks the module.`
        : `The privilege ${privilege} is missing, ${purpose}: the extension in Go was not given it.`;
    });
  const blind = forVat.filter((privilege) => !has(valid, privilege)).join(' and ');
  const unseen = `Without ${blind}, the VAT of the products is not compared before an order is sent; the totals are.`;
  return blind ? [...notes, unseen] : notes;
}
