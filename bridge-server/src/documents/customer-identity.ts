import { createHash } from 'node:crypto';
import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { digitsOf, organisationNumberOf } from './meta-fields.ts';

/**
 * Who an order's customer is, and whether a customer of the target's is the same. An e-mail address alone does not tell: families
 * share one, and so do all who buy at a shop's till.
 */

/** What the order's customer is called: a person has both names. */
export type CustomerNames = { isPerson: true; firstName: string; lastName: string } | { isPerson: false; name: string };

/** A company where the billing address names one, else a person; `null` where the order names nobody. */
export function namesOf({ billing, shipping }: Pick<Order, 'billing' | 'shipping'>): CustomerNames | null {
  const company = billing.company.trim();
  if (company) return { isPerson: false, name: company };
  const [firstName, lastName] = [billing.firstName.trim(), billing.lastName.trim()];
  if (firstName && lastName) return { isPerson: true, firstName, lastName };
  // Whoever gave one name only is entered by it alone.
  const name = firstName || lastName || `${shipping.firstName} ${shipping.lastName}`.trim() || shipping.company.trim();
  return name ? { isPerson: false, name } : null;
}

export const fullName = (names: CustomerNames): string =>
  names.isPerson ? `${names.firstName} ${names.lastName}` : names.name;

/** Whether one of the target's names for its customer is the name in the order. */
export function isCalled(names: CustomerNames, candidates: readonly string[]): boolean {
  const wanted = comparableName(fullName(names));
  return wanted !== '' && candidates.map(comparableName).includes(wanted);
}

/** Case, white space, punctuation and the way in which an accent is encoded tell nobody apart. */
const comparableName = (name: string): string =>
  name
    .normalize('NFKC')
    // Upper case first: the capitals of "Weiß" are "WEISS".
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

/** What tells one customer from another. */
export interface CustomerIdentity {
  /** `null` where the order names nobody. */
  names: CustomerNames | null;
  /** `null` where the order gives one name only, which may be either's. */
  kind: 'company' | 'person' | null;
  organisationNumber: string | null;
}

/** Whom an order names. An order with an organisation number is a company's, also where its only name is a person's. */
export function identityOf(
  order: Pick<Order, 'billing' | 'shipping' | 'meta'>,
  settings: { organisationNumberField: string },
): CustomerIdentity {
  const names = namesOf(order);
  const organisation = organisationNumberOf(order, settings);
  const organisationNumber = 'number' in organisation ? organisation.number : null;
  const isCompany = order.billing.company.trim() !== '' || organisationNumber !== null;
  return { names, kind: isCompany ? 'company' : names?.isPerson ? 'person' : null, organisationNumber };
}

/** The same for all orders that name the same customer, however it is written; it tells nobody's name. */
export function fingerprintOf({ names, kind, organisationNumber }: CustomerIdentity): string {
  const name = names ? fullName(names) : '';
  // A name without any letter is compared as it is written.
  const content = [comparableName(name) || name, kind, digitsOf(organisationNumber ?? '')];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24);
}

/** A customer that the target has, as far as it is compared with an order's. */
export interface CustomerCandidate {
  id: string;
  names: readonly string[];
  isPerson: boolean;
  organisationNumber: string | null;
  /** Whether it has our key for the order's customer. */
  isOurs: boolean;
}

export const customerDifference = z.enum(['name', 'is_person', 'is_company', 'organisation_number']);
/** Why a customer of the target's may not be the order's. `is_person`, `is_company`: what the target's is and the order's is not. */
export type CustomerDifference = z.infer<typeof customerDifference>;

/** What speaks against the target's customer being the order's; nothing where it is the same. */
export function differencesOf(
  { names, kind, organisationNumber }: CustomerIdentity,
  candidate: Pick<CustomerCandidate, 'names' | 'isPerson' | 'organisationNumber'>,
): CustomerDifference[] {
  const differences: CustomerDifference[] = [];
  if (!names || !isCalled(names, candidate.names)) differences.push('name');
  if (kind === 'company' && candidate.isPerson) differences.push('is_person');
  if (kind === 'person' && !candidate.isPerson) differences.push('is_company');
  const [ordered, known] = [organisationNumber, candidate.organisationNumber].map((number) => digitsOf(number ?? ''));
  if (ordered && known && ordered !== known) differences.push('organisation_number');
  return differences;
}

/**
 * Which of the target's customers the order is made out to: the one that is the same, else the one that a person chose; `null`: a
 * new one. `unclear`: nobody has decided.
 */
export function chosenCustomer<Row extends CustomerCandidate>(
  candidates: readonly Row[],
  identity: CustomerIdentity,
  decision: string | undefined,
): { row: Row | null } | 'unclear' {
  if (candidates.length === 0) return { row: null };
  const row = sameCustomer(candidates, identity) ?? candidates.find(({ id }) => id === decision);
  return row ? { row } : 'unclear';
}

/** The candidate that is the order's customer: ours, or the only one; not where another one has the order's organisation number. */
function sameCustomer<Row extends CustomerCandidate>(
  candidates: readonly Row[],
  identity: CustomerIdentity,
): Row | undefined {
  const same = candidates.filter((candidate) => differencesOf(identity, candidate).length === 0);
  const ours = same.find(({ isOurs }) => isOurs);
  if (ours) return ours;
  const [only, another] = same;
  const number = digitsOf(identity.organisationNumber ?? '');
  const hasNumber = (candidate: Row): boolean =>
    number !== '' && digitsOf(candidate.organisationNumber ?? '') === number;
  return another || !only || (!hasNumber(only) && candidates.some(hasNumber)) ? undefined : only;
}
