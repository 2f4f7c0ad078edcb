import type { Word } from '@kontor/shared/problem';
import type { PowerOfficeFunction } from './settings.ts';
import { goWord } from './texts/texts.ts';

const forOrders = ['SalesOrders_Full', 'Product', 'Customer'] as const;

/**
 * The privileges that the extension in Go needs for each function. A `_Full` privilege includes the one without
 * `_Full`.
 */
const neededPrivileges: Readonly<Record<PowerOfficeFunction, readonly string[]>> = {
  orders: forOrders,
  refunds: [...forOrders, 'OutgoingInvoice'],
  cancellations: [...forOrders, 'OutgoingInvoice'],
  payments: ['BankVoucher_Full', 'CustomerLedger', 'GeneralLedgerAccount', 'CommonServices'],
  createCustomers: ['Customer_Full'],
  // The rate of an account follows from its VAT code, which only the common services list.
  createProducts: ['Product_Full', 'GeneralLedgerAccount', 'CommonServices'],
};

/**
 * The privileges for comparing VAT before an order is sent. Without them orders are sent all the same, and their totals
 * are compared.
 */
const forVat = ['GeneralLedgerAccount', 'CommonServices'] as const;

/**
 * A note for each privilege that the functions lack: it was not given, or the company's subscription does not include
 * it.
 */
export function missingPrivileges(valid: readonly string[], invalid: readonly string[]): Word[] {
  const has = (list: readonly string[], privilege: string): boolean =>
    list.includes(privilege) || list.includes(`${privilege}_Full`);
  const notes = [...new Set(Object.values(neededPrivileges).flat())]
    .filter((privilege) => !has(valid, privilege))
    .map((privilege) => {
      const functions = (Object.keys(neededPrivileges) as PowerOfficeFunction[])
        .filter((name) => neededPrivileges[name].includes(privilege))
        .map((name) => goWord(`function.${name}`));
      return has(invalid, privilege)
        ? goWord('check.privilege_without_module', { privilege, functions })
        : goWord('check.privilege_missing', { privilege, functions });
    });
  const blind = forVat.filter((privilege) => !has(valid, privilege));
  return blind.length > 0 ? [...notes, goWord('check.blind', { privileges: blind })] : notes;
}
