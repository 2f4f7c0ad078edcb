import { createHash } from 'node:crypto';
import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { digitsOf, organisationNumberOf } from './meta-fields.ts';

/**
 * Who an order's customer is, and whether a customer at the target is the same. An e-mail address alone does not tell:
 * families share one, and so do all customers at a shop's till.
 */

/** The names of the order's customer. A person has a first and a last name. */
export type CustomerNames = { isPerson: true; firstName: string; lastName: string } | { isPerson: false; name: string };

/** A company where the billing address names one, else a person; `null` where the order names nobody. */
export function namesOf({ billing, shipping }: Pick<Order, 'billing' | 'shipping'>): CustomerNames | null {
  const company = billing.company.trim();
  if (company) return { isPerson: false, name: company };
  const [firstName, lastName] = [billing.firstName.trim(), billing.lastName.trim()];
  if (firstName && lastName) return { isPerson: true, firstName, lastName };
  // Somebody who gave only one name is entered by that name.
  const name = firstName || lastName || `${shipping.firstName} ${shipping.lastName}`.trim() || shipping.company.trim();
  return name ? { isPerson: false, name } : null;
}

export const fullName = (names: CustomerNames): string =>
  names.isPerson ? `${names.firstName} ${names.lastName}` : names.name;

/** Whether one of the target's names for its customer is the name on the order. */
export function isCalled(names: CustomerNames, candidates: readonly string[]): boolean {
  const wanted = comparableName(fullName(names));
  return wanted !== '' && candidates.map(comparableName).includes(wanted);
}

/** A name as it is compared: without case, white space and punctuation, and with accents encoded in one way. */
const comparableName = (name: string): string =>
  name
    .normalize('NFKC')
    // Upper case first, since "Weiß" in capitals is "WEISS".
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

/** What tells one customer from another. */
export interface CustomerIdentity {
  /** `null` where the order names nobody. */
  names: CustomerNames | null;
  /** `null` where the order gives only one name, which may be a person's or a company's. */
  kind: 'company' | 'person' | null;
  organisationNumber: string | null;
}

/**
 * The customer that an order names. With an organisation number it is a company, even if the order has only a person's
 * name.
 */
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

/**
 * A hash that is the same for all orders with the same customer, however the name is written. It does not reveal the
 * name.
 */
export function fingerprintOf({ names, kind, organisationNumber }: CustomerIdentity): string {
  const name = names ? fullName(names) : '';
  // A name without letters, such as `***`, is compared as it is written.
  const content = [comparableName(name) || name, kind, digitsOf(organisationNumber ?? '')];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24);
}

/** A customer at the target, in the fields that are compared with an order's customer. */
export interface CustomerCandidate {
  id: string;
  names: readonly string[];
  isPerson: boolean;
  organisationNumber: string | null;
  /** Whether the customer has our key for the order's customer. */
  isOurs: boolean;
}

export const customerDifference = z.enum(['name', 'is_person', 'is_company', 'organisation_number']);
/**
 * A point in which the target's customer differs from the order's. `is_person`: the target's is a person, the order's a
 * company; `is_company`: the other way round.
 */
export type CustomerDifference = z.infer<typeof customerDifference>;

/** The points in which the target's customer differs from the order's; none where both are the same. */
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
 * Chooses the customer that the order is made out to: the one that is the same, else the one that a person chose. `row`
 * is `null` for a new customer. `unclear`: a person must decide.
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

/**
 * The candidate that is the same as the order's customer: the one with our key, else the only one. There is none where
 * only another candidate has the order's organisation number.
 */
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
