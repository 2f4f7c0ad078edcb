import { isLosslessNumber } from 'lossless-json';
import { number, type Dto } from '../kit/json.ts';
import { refusal } from './refusal.ts';
import type { KnownReference, KnownReferences } from './seed.ts';
import type { Company, Customer, UnderContact } from './store.ts';

/** Two fields that name the same row: by id, which wins, or by code. A `free` code need not belong to a known row. */
export interface Pointer {
  readonly kind: string;
  readonly id: string;
  readonly code: string | null;
  readonly free?: true;
}

const dimensions: readonly Pointer[] = [
  { kind: 'Department', id: 'DepartmentId', code: 'DepartmentCode' },
  { kind: 'Project', id: 'ProjectId', code: 'ProjectCode' },
  { kind: 'Location', id: 'LocationId', code: 'LocationCode' },
  { kind: 'Dimension 1', id: 'Dim1Id', code: 'Dim1Code' },
  { kind: 'Dimension 2', id: 'Dim2Id', code: 'Dim2Code' },
  { kind: 'Dimension 3', id: 'Dim3Id', code: 'Dim3Code' },
];
// The specification allows "any custom string" as a delivery term, and a payment term is a number of days.
const terms: readonly Pointer[] = [
  { kind: 'Payment term', id: 'PaymentTermId', code: 'PaymentTerm', free: true },
  { kind: 'Delivery term', id: 'DeliveryTermId', code: 'DeliveryTerm', free: true },
];
const salesPerson: Pointer = { kind: 'Employee', id: 'SalesPersonEmployeeId', code: 'SalesPersonEmployeeNumber' };

export const orderPointers: readonly Pointer[] = [
  ...dimensions,
  ...terms,
  salesPerson,
  { kind: 'Branding theme', id: 'BrandingThemeId', code: 'BrandingThemeCode' },
  { kind: 'Contact delivery address', id: 'ContactDeliveryAddressId', code: null },
  { kind: 'Contact person', id: 'CustomerReferenceContactPersonId', code: null },
];
export const linePointers: readonly Pointer[] = [
  ...dimensions,
  { kind: 'Employee', id: 'SellersReferenceEmployeeId', code: 'SellersReferenceEmployeeNo' },
];
export const customerPointers: readonly Pointer[] = [
  ...terms,
  salesPerson,
  { kind: 'Department', id: 'DepartmentId', code: 'DepartmentCode' },
  { kind: 'Branding theme', id: 'InvoiceBrandingThemeId', code: 'InvoiceBrandingThemeCode' },
];

/** Bank voucher lines name everything by id. */
export const voucherLinePointers: readonly Pointer[] = dimensions.map(({ kind, id }) => ({ kind, id, code: null }));

const ofCustomer = (rows: ReadonlyMap<string, UnderContact<unknown>>, customer: Customer | null): KnownReference[] =>
  [...rows.values()].filter((row) => row.customer === customer).map(({ id }) => ({ id, code: id }));

/** The rows that an order may name: the company's lists, and the addresses and persons of the order's own customer. */
export const knownFor = (company: Company, customer: Customer | null): KnownReferences => ({
  ...company.options.references,
  'Contact delivery address': ofCustomer(company.deliveryAddresses, customer),
  'Contact person': ofCustomer(company.contactPersons, customer),
});

const none = '-1';
const numericCodes = ['SalesPersonEmployeeNumber', 'SellersReferenceEmployeeNo', 'PaymentTerm'];
const textOf = (value: unknown): string | null => {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === 'string' && value !== '' ? value : null;
};

/**
 * Gives every pointer of a request both its id and its code, as PowerOffice's answers do.
 * Refuses with 404 a pointer to a row that the company does not have. PowerOffice answers 404 to a POST as well.
 */
export function resolvePointers<T extends object>(
  fields: T,
  pointers: readonly Pointer[],
  known: KnownReferences,
  title: string,
): T {
  const resolved: Dto = { ...(fields as Dto) };
  for (const { kind, id, code, free } of pointers) {
    const requestedId = textOf(resolved[id]);
    const requestedCode = code === null ? null : textOf(resolved[code]);
    const requested = requestedId ?? requestedCode;
    if (requested === null || requested === none || (requestedId === null && free)) continue;
    const entry = known[kind]?.find((row) => (requestedId === null ? row.code : row.id) === requested);
    if (!entry)
      throw refusal(
        404,
        title,
        `${kind} with ${requestedId === null ? `code = '${requested}'` : `id = ${requested}`} not found.`,
      );
    resolved[id] = number(entry.id);
    if (code !== null) resolved[code] = numericCodes.includes(code) ? number(entry.code) : entry.code;
  }
  return resolved as T;
}
