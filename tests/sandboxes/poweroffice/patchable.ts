import { orderTitle } from './lines.ts';
import type { Target } from './patch.ts';
import { ProductPost } from './product-shapes.ts';
import { productTitle } from './products.ts';
import { customerPointers, linePointers, orderPointers, type Pointer } from './references.ts';
import { ContactAddressPost, CustomerPost, SalesOrderCompletePost, SalesOrderLinePost } from './shapes.ts';

// Codes follow their ids. PowerOffice's answers mark them as read-only, so they cannot be patched.
const codes = (pointers: readonly Pointer[]): string[] => pointers.flatMap(({ code }) => code ?? []);
const without = (shape: object, names: readonly string[]): string[] =>
  Object.keys(shape).filter((name) => !names.includes(name));
const productPointers: readonly Pointer[] = [
  { kind: 'Product group', id: 'ProductGroupId', code: 'ProductGroupCode' },
  { kind: 'General ledger account', id: 'StandardSalesAccountId', code: 'StandardSalesAccount' },
  { kind: 'General ledger account', id: 'OptionalSalesAccountId', code: 'OptionalSalesAccount' },
];

/** The changes plus null for every code whose id they change, because the old code no longer fits the new id. */
export function withoutStaleCodes<T extends object>(changes: T, pointers: readonly Pointer[]): T {
  const stale = pointers.flatMap(({ id, code }) => (code !== null && id in changes ? [[code, null] as const] : []));
  return { ...changes, ...Object.fromEntries(stale) };
}

const nothingInside: Target['inside'] = {};

export const orderTarget = {
  dto: 'SalesOrderPatchDto',
  title: orderTitle,
  inside: nothingInside,
  pointers: orderPointers,
  names: without(SalesOrderCompletePost.shape, [...codes(orderPointers), 'CustomerNo', 'SalesOrderLines']),
  shape: SalesOrderCompletePost.omit({ SalesOrderLines: true }).partial(),
} as const;

export const lineTarget = {
  dto: 'SalesOrderLinePatchDto',
  title: orderTitle,
  pointers: [...linePointers, { kind: 'Product', id: 'ProductId', code: 'ProductCode' }],
  names: without(SalesOrderLinePost.shape, [...codes(linePointers), 'ProductCode']),
  inside: { Accrual: Object.keys(SalesOrderLinePost.shape.Accrual.unwrap().shape) },
  shape: SalesOrderLinePost.partial(),
} as const;

export const customerTarget = {
  dto: 'CustomerPatchDto',
  title: 'Customer validation error(s)',
  pointers: customerPointers,
  names: without(CustomerPost.shape, [...codes(customerPointers), 'SubLedgerNumberSeriesId']),
  inside: { MailAddress: Object.keys(ContactAddressPost.shape) },
  shape: CustomerPost.extend({ MailAddress: ContactAddressPost.nullish() }).partial(),
} as const;

export const productTarget = {
  dto: 'ProductPatchDto',
  title: productTitle,
  pointers: productPointers,
  inside: nothingInside,
  names: without(ProductPost.shape, codes(productPointers)),
  shape: ProductPost.partial(),
} as const;

/** The patchable fields of each kind of answer, by the answer's name. */
export const patchable: Readonly<Record<string, Target>> = {
  SalesOrderDto: orderTarget,
  SalesOrderLineDto: lineTarget,
  CustomerDto: customerTarget,
  ProductDto: productTarget,
};
