import { createHash } from 'node:crypto';
import type { Order, OrderAddress } from '@kontor/shared/order';
import { z } from 'zod';
import type { Gap } from '../systems/contract.ts';
import { reason, word } from '../texts/reason.ts';
import { ownDocument, type DocumentRequest } from './related-documents.ts';
import {
  customerDifference,
  fingerprintOf,
  fullName,
  identityOf,
  namesOf,
  type CustomerDifference,
} from './customer-identity.ts';

/** Which customer an order is made out to: one for each e-mail address, one for each order, or one for all orders. */
type CustomerPolicy = 'per_email' | 'per_order' | 'collective';

/** Our names for the customer of an order. */
export interface CustomerKeys {
  /** Our key for the customer at the target; it follows from the e-mail address or from the order. */
  reference: string;
  /**
   * The name by which the customer is remembered, created only once and asked about: the key, and a hash of whom the
   * order names. So nothing that is known about one person is used for another person with the same e-mail address.
   */
  name: string;
  /** A person decided that the target does not have this customer yet, so that the order gets a new one. */
  isNew: boolean;
}

/**
 * The keys of the order's customer; `null` where the order names nobody, or where all orders go to the office's
 * collective customer.
 */
export function customerKeysOf(
  request: DocumentRequest & { settings: { customers: CustomerPolicy; organisationNumberField: string } },
): CustomerKeys | null {
  const { order, settings, decisions } = request;
  const first = firstReferenceOf(request);
  if (first === null) return null;
  const fingerprint = fingerprintOf(identityOf(order, settings));
  const calledBy = (reference: string, isNew: boolean): CustomerKeys => {
    const name = `${reference}:${fingerprint}`;
    return decisions[customerQuestion(name)] === newCustomer
      ? calledBy(anotherReference(name), true)
      : { reference, name, isNew };
  };
  return calledBy(first, false);
}

function firstReferenceOf(request: DocumentRequest & { settings: { customers: CustomerPolicy } }): string | null {
  switch (request.settings.customers) {
    case 'per_email':
      return request.customerKey;
    case 'per_order':
      return `${request.kind === 'order' ? request.key : ownDocument(request).key}-c`;
    case 'collective':
      return null;
  }
}

/**
 * Who ordered, where the document's customer does not tell: the person who ordered for a company, and also the company
 * or person itself if all orders have one customer. Empty where there is nothing to add.
 */
export function buyerOf(order: Pick<Order, 'billing' | 'shipping'>, customers: CustomerPolicy): string {
  const { company, firstName, lastName } = order.billing;
  const names = customers === 'collective' ? namesOf(order) : null;
  const person = company.trim() ? `${firstName.trim()} ${lastName.trim()}`.trim() : '';
  return [...new Set([names ? fullName(names) : '', person])].filter(Boolean).join(', ');
}

/**
 * The key for a customer that a person declared new, since another customer already has the first key. At most 50
 * characters.
 */
const anotherReference = (name: string): string =>
  `${name.slice(0, name.indexOf('-'))}-c-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;

type Shipped = Pick<Order, 'billing' | 'shipping' | 'lines'>;

/**
 * Whether the order is sent to its shipping address. An order that its customer collects is not: its shipping address is
 * one that the customer typed before choosing to collect, or one of an earlier order.
 */
const isShipped = ({ shipping, lines }: Shipped): boolean => comparableAddress(shipping) !== '' && !isCollected(lines);

const namesAnotherPlace = ({ billing, shipping }: Shipped): boolean =>
  comparableAddress(shipping) !== comparableAddress(billing);

/** Whether the order is delivered to another place than its billing address. */
export const isShippedElsewhere = (order: Shipped): boolean => isShipped(order) && namesAnotherPlace(order);

/**
 * Whether the goods go to another place, or to another recipient, than the billing address names: somebody orders for
 * the mother who lives in the same house.
 */
export const isForAnotherRecipient = (order: Shipped): boolean =>
  isShipped(order) && (namesAnotherPlace(order) || namesAnother(order));

/** Whether the shipping address has a name or phone number of its own. One that it leaves out is that of the billing. */
const namesAnother = ({ billing, shipping }: Shipped): boolean =>
  (['company', 'firstName', 'lastName', 'phone'] as const).some(
    (field) => comparable(shipping[field]) !== '' && comparable(shipping[field]) !== comparable(billing[field]),
  );

/** The shipping methods by which customers collect: those of WooCommerce and of its extension Local Pickup Plus. */
const collecting: ReadonlySet<string> = new Set([
  'local_pickup',
  'pickup_location',
  'legacy_local_pickup',
  'local_pickup_plus',
]);

/** Whether the customer collects everything. If one parcel of several is sent, the address counts. */
function isCollected(lines: Order['lines']): boolean {
  const methods = lines.filter(({ kind }) => kind === 'shipping').map(({ shipping }) => shipping?.method ?? '');
  return methods.length > 0 && methods.every((method) => collecting.has(method.split(':', 1)[0] ?? ''));
}

const comparable = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * An address as it is compared; empty where there is none. A country alone is no address, since the shop fills it in by
 * itself.
 */
function comparableAddress({ address1, address2, city, postcode, country }: OrderAddress): string {
  const lines = [address1, address2, city, postcode].map(comparable);
  return lines.some(Boolean) ? [...lines, country.trim().toUpperCase()].join('\n') : '';
}

/** Why only a person can tell who the order's customer is; a system has these in its fact about the customer. */
export const customerObstacles = [
  /** The customer with our key is archived. */
  z.object({ state: z.literal('archived'), label: z.string() }),
  /** Customers have the order's key, address or number, but none of them is certain to be the order's. */
  z.object({
    state: z.literal('unclear'),
    candidates: z
      .array(z.object({ id: z.string(), label: z.string(), differences: z.array(customerDifference).default([]) }))
      .min(1),
  }),
  /** Too many customers have the order's address or number for a person to choose among them. */
  z.object({ state: z.literal('crowded'), count: z.number().int() }),
  z.object({ state: z.literal('no_collective'), fault: z.enum(['unset', 'missing', 'archived']) }),
] as const;
type CustomerObstacle = z.infer<(typeof customerObstacles)[number]>;
type UnclearCandidate = Extract<CustomerObstacle, { state: 'unclear' }>['candidates'][number];

/** The name of the question who a customer is; it is the same for all orders with that customer. */
export const customerQuestion = (name: string): string => `customer:${name}`;
/** The answer that the customer is none of those at the target. */
const newCustomer = 'new';

interface Situation {
  /** The customer's name in the question; see `CustomerKeys.name`. */
  name: string | null;
  /** Whether the connection may create customers, so that "a new customer" is an answer. */
  creates: boolean;
  /** The number of the collective customer in the settings. */
  collective: string;
  target: string;
}

export function customerGap(obstacle: CustomerObstacle, situation: Situation): Gap {
  const { target, collective: number } = situation;
  switch (obstacle.state) {
    case 'archived':
      return reason('gap.customer_archived', { customer: obstacle.label, target });
    case 'unclear':
      return unclearGap(obstacle.candidates, situation);
    case 'crowded':
      return { ...reason('gap.customer_crowded', { count: obstacle.count, target }), ...questionOf([], situation) };
    case 'no_collective':
      return obstacle.fault === 'unset'
        ? reason('gap.collective_customer_unset')
        : reason(collectiveCodes[obstacle.fault], { number, target });
  }
}

const collectiveCodes = {
  missing: 'gap.collective_customer_missing',
  archived: 'gap.collective_customer_archived',
} as const;

/** The question who the customer is; left out where there is nothing to choose. */
function questionOf(candidates: readonly UnclearCandidate[], { name, creates }: Situation): Pick<Gap, 'question'> {
  const options = [
    ...candidates.map(({ id, label }) => ({ value: id, label })),
    ...(creates ? [{ value: newCustomer, ...word('choice.new_customer') }] : []),
  ];
  return name === null || options.length === 0 ? {} : { question: { name: customerQuestion(name), options } };
}

function unclearGap(candidates: readonly UnclearCandidate[], situation: Situation): Gap {
  const { target } = situation;
  const customers = candidates.map(({ label }) => label).join('; ');
  const question = questionOf(candidates, situation);
  const [only, another] = candidates;
  if (only === undefined || another !== undefined)
    return { ...reason('gap.customer_ambiguous', { customers, target }), ...question };
  const differences = (only.differences.length > 0 ? only.differences : ['name' as const]).map((difference) =>
    word(differenceWords[difference]),
  );
  return { ...reason('gap.customer_name_differs', { customer: only.label, differences, target }), ...question };
}

const differenceWords = {
  name: 'customer.name',
  is_person: 'customer.is_person',
  is_company: 'customer.is_company',
  organisation_number: 'customer.organisation_number',
} as const satisfies Record<CustomerDifference, string>;

/** The gap for a customer that the target lacks and that the connection may not create. */
export const customerMissing = (target: string): Gap => reason('gap.customer_missing', { target });

export const unnamedCustomer: Gap = reason('gap.no_customer_name');

export const noEmail = (target: string): Gap => reason('gap.no_email', { target });

/**
 * Our code for something that the target keeps with a customer, such as an address. It is the same for all orders of a
 * shop that name the same thing, and differs between shops; the order's key begins with the shop's. At most 50
 * characters.
 */
export function codeUnderCustomer(
  { customerId, orderKey }: { customerId: string; orderKey: string },
  kind: string,
  what: object,
): string {
  const shop = orderKey.replace(/-[^-]*$/, '');
  const content = Object.entries(what).sort(([left], [right]) => (left < right ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify([customerId, content]));
  return `${shop}-${kind}-${hash.digest('hex').slice(0, 24)}`;
}
