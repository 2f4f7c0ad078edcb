import { nameOfCustomer, type Customer } from '../shapes/customer.ts';
import type { CustomerNames } from './customer.ts';

/** Case, white space and punctuation tell nobody apart. */
const normal = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether the names are those of Go's customer; a company may be known by its registered name. */
export function hasName(row: Customer, names: CustomerNames): boolean {
  const wanted = normal(names.IsPerson ? `${names.FirstName ?? ''}${names.LastName ?? ''}` : (names.Name ?? ''));
  return wanted !== '' && [nameOfCustomer(row), row.LegalName ?? ''].map(normal).includes(wanted);
}
