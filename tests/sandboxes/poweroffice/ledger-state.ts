import { balanceOf } from './ledger.ts';
import type { Company } from './store.ts';

/** A delivery address of a customer; ids are text. */
export interface DeliveryAddressView {
  readonly id: string;
  readonly customerId: string;
  readonly externalCode: string | null;
  readonly isPrimary: boolean;
  /** The lines of the address as a person writes them, separated by commas. */
  readonly address: string;
}

/** A contact person of a customer; ids are text. */
export interface ContactPersonView {
  readonly id: string;
  readonly customerId: string;
  readonly externalCode: string | null;
  readonly name: string;
  readonly email: string | null;
}

/** A bank voucher; amounts are the vendor's decimal text. */
export interface VoucherView {
  readonly id: string;
  readonly number: string;
  readonly date: string;
  readonly externalImportReference: string | null;
  readonly isReversed: boolean;
  readonly lines: readonly {
    readonly accountId: string;
    readonly amount: string;
    readonly currency: string;
    readonly customMatchingReference: string | null;
  }[];
}

/** An entry of the customer ledger; amounts are øre. */
export interface LedgerEntryView {
  readonly id: string;
  readonly customerId: string;
  readonly type: string;
  readonly voucherId: string;
  readonly voucherNumber: string;
  readonly postingDate: string;
  readonly invoiceNumber: string | null;
  readonly customMatchingReference: string | null;
  readonly amount: number;
  readonly balance: number;
  readonly matchId: string | null;
}

/** An amount as a number. Throws a RangeError for an amount that a number cannot hold exactly. */
export function shown(amount: bigint): number {
  if (!Number.isSafeInteger(Number(amount))) throw new RangeError(`${amount} is too large to be shown as a number.`);
  return Number(amount);
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The addresses and persons of one company's customers, its vouchers and its ledger. */
export interface LedgerState {
  readonly deliveryAddresses: readonly DeliveryAddressView[];
  readonly contactPersons: readonly ContactPersonView[];
  readonly vouchers: readonly VoucherView[];
  readonly ledger: readonly LedgerEntryView[];
}

/** Shows the addresses and persons of one company's customers, its vouchers and its ledger. */
export function viewLedger(company: Company): LedgerState {
  return {
    deliveryAddresses: [...company.deliveryAddresses.values()].map(({ id, customer, fields }) => ({
      id,
      customerId: customer.id,
      externalCode: fields.ExternalCode ?? null,
      isPrimary: fields.IsPrimary ?? false,
      address: [fields.AddressLine1, fields.AddressLine2, `${fields.ZipCode} ${fields.City}`, fields.CountryCode]
        .filter(Boolean)
        .join(', '),
    })),
    contactPersons: [...company.contactPersons.values()].map(({ id, customer, fields }) => ({
      id,
      customerId: customer.id,
      externalCode: fields.ExternalCode ?? null,
      name: `${fields.FirstName} ${fields.LastName}`,
      email: fields.EmailAddress ?? null,
    })),
    vouchers: [...company.vouchers.values()].map(({ id, number, fields, lines, isReversed }) => ({
      id,
      number,
      date: fields.VoucherDate,
      externalImportReference: fields.ExternalImportReference ?? null,
      isReversed,
      lines: lines.map((line) => ({
        accountId: line.fields.AccountId.value,
        amount: line.fields.CurrencyAmount.value,
        currency: line.fields.CurrencyCode ?? fields.CurrencyCode,
        customMatchingReference: line.fields.CustomMatchingReference ?? null,
      })),
    })),
    ledger: company.ledger.map((entry) => ({
      id: entry.id,
      customerId: entry.customer.id,
      type: entry.voucherType,
      voucherId: entry.voucherId,
      voucherNumber: entry.voucherNumber,
      postingDate: entry.postingDate,
      invoiceNumber: entry.invoiceNumber,
      customMatchingReference: text(entry.fields['CustomMatchingReference']),
      amount: shown(entry.amount),
      balance: shown(balanceOf(company, entry)),
      matchId: entry.matchId,
    })),
  };
}
