import { createHash } from 'node:crypto';
import type { Order, OrderAddress } from '@kontor/shared/order';
import { z } from 'zod';
import type { Gap } from '../systems/contract.ts';
import { ownDocument, type DocumentRequest } from './about.ts';

/** Which customer of the target's an order is made out to: one for each e-mail address, one for each order, or the same one for all. */
type CustomerPolicy = 'per_email' | 'per_order' | 'collective';

/**
 * Our key for the customer at the target. `null` where the order names nobody, and where all orders go to the collective
 * customer, which is the office's own.
 */
export function customerNameOf(request: DocumentRequest & { settings: { customers: CustomerPolicy } }): string | null {
  switch (request.settings.customers) {
    case 'per_email':
      return request.customerKey;
    case 'per_order':
      return `${request.kind === 'order' ? request.key : ownDocument(request).key}-c`;
    case 'collective':
      return null;
  }
}

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

/**
 * Who ordered, where the document's customer does not say it: the person who ordered for a company and, where all orders have one
 * customer, the company or person itself. Empty where there is nothing to add.
 */
export function buyerOf(order: Pick<Order, 'billing' | 'shipping'>, customers: CustomerPolicy): string {
  const { company, firstName, lastName } = order.billing;
  const names = customers === 'collective' ? namesOf(order) : null;
  const person = company.trim() ? `${firstName.trim()} ${lastName.trim()}`.trim() : '';
  return [...new Set([names ? fullName(names) : '', person])].filter(Boolean).join(', ');
}

/** Whether one of the target's names for its customer is the name in the order. */
export function isCalled(names: CustomerNames, candidates: readonly string[]): boolean {
  const wanted = compared(fullName(names));
  return wanted !== '' && candidates.map(compared).includes(wanted);
}

/** Case, white space and punctuation tell nobody apart. */
const compared = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether the order is delivered to another place than its billing address. */
export const goesElsewhere = ({ billing, shipping }: Pick<Order, 'billing' | 'shipping'>): boolean =>
  writtenOf(shipping) !== '' && writtenOf(shipping) !== writtenOf(billing);

/** An address as it is compared; empty where there is none. The shop fills in the country by itself, so that alone is none. */
function writtenOf({ address1, address2, city, postcode, country }: OrderAddress): string {
  const lines = [address1, address2, city, postcode].map((part) => part.trim().replace(/\s+/g, ' ').toLowerCase());
  return lines.some(Boolean) ? [...lines, country.trim().toUpperCase()].join('\n') : '';
}

/** Why nobody but a person can tell the order's customer; part of what a system keeps as its fact of the customer. */
export const customerObstacles = [
  /** The target has it with our key, but put away. */
  z.object({ state: z.literal('archived'), label: z.string() }),
  /** Several customers have the order's address or number, or one that is called otherwise. */
  z.object({
    state: z.literal('unclear'),
    candidates: z.array(z.object({ id: z.string(), label: z.string() })).min(1),
  }),
  z.object({ state: z.literal('no_collective'), fault: z.enum(['unset', 'missing', 'archived']) }),
] as const;
type CustomerObstacle = z.infer<(typeof customerObstacles)[number]>;

/** The question that a person answers where the customer is unclear; one for all orders of the customer's key. */
export const customerQuestion = (customerName: string): string => `customer:${customerName}`;
/** The answer that none of those that the target has is the one. */
const newCustomer = 'new';

/**
 * Which of the target's customers with the order's e-mail address or organisation number the order is made out to: the only one,
 * if it is called as the order says, else the one that a person chose; `null`: a new one. `unclear`: nobody has decided.
 */
export function chosenCustomer<Row extends { id: string; names: readonly string[] }>(
  candidates: readonly Row[],
  order: Pick<Order, 'billing' | 'shipping'>,
  decision: string | undefined,
): { row: Row | null } | 'unclear' {
  const [only, another] = candidates;
  if (!only) return { row: null };
  const names = namesOf(order);
  if (!another && names && isCalled(names, only.names)) return { row: only };
  if (decision === newCustomer) return { row: null };
  const chosen = candidates.find(({ id }) => id === decision);
  return chosen ? { row: chosen } : 'unclear';
}

interface Situation {
  /** Our key for the customer. */
  name: string | null;
  /** Whether a new customer may be the answer. */
  creates: boolean;
  /** The number that the settings give the collective customer. */
  collective: string;
  target: string;
}

export function customerGap(obstacle: CustomerObstacle, situation: Situation): Gap {
  const { target } = situation;
  switch (obstacle.state) {
    case 'archived':
      return {
        code: 'gap.customer_archived',
        cause: `The order's customer, ${obstacle.label}, is archived in ${target}.`,
        remedy: `Activate ${obstacle.label} in ${target}, then try again.`,
      };
    case 'unclear':
      return unclear(obstacle.candidates, situation);
    case 'no_collective':
      return noCollective(obstacle.fault, situation);
  }
}

function unclear(candidates: readonly { id: string; label: string }[], { name, creates, target }: Situation): Gap {
  const labels = candidates.map(({ label }) => label).join('; ');
  const options = [
    ...candidates.map(({ id, label }) => ({ value: id, label })),
    ...(creates ? [{ value: newCustomer, label: 'None of them: create a new customer' }] : []),
  ];
  const question = name === null ? {} : { question: { name: customerQuestion(name), options } };
  if (candidates.length > 1) {
    return {
      code: 'gap.customer_ambiguous',
      cause: `Several customers in ${target} have the order's e-mail address or organisation number: ${labels}.`,
      remedy: "Say which of them is the order's customer. The answer counts for all orders with this e-mail address.",
      ...question,
    };
  }
  return {
    code: 'gap.customer_name_differs',
    cause: `The customer in ${target} with the order's e-mail address or organisation number has another name: ${labels}.`,
    remedy: "Say whether it is the order's customer. The answer counts for all orders with this e-mail address.",
    ...question,
  };
}

function noCollective(fault: 'unset' | 'missing' | 'archived', { collective: number, target }: Situation): Gap {
  switch (fault) {
    case 'unset':
      return {
        code: 'gap.collective_customer_unset',
        cause: 'All orders go to one collective customer, but the settings do not name it.',
        remedy: 'Enter the customer\'s number under "Collective customer" in the connection\'s settings.',
      };
    case 'missing':
      return {
        code: 'gap.collective_customer_missing',
        cause: `${target} has no customer with the number ${number}, to which all orders go.`,
        remedy: `Correct the number under "Collective customer" in the connection's settings, or create the customer in ${target}.`,
      };
    case 'archived':
      return {
        code: 'gap.collective_customer_archived',
        cause: `The customer ${number}, to which all orders go, is archived in ${target}.`,
        remedy: `Activate customer ${number} in ${target}, or enter another one under "Collective customer" in the connection's settings.`,
      };
  }
}

/** The target lacks the customer, and the connection may not create it. */
export const customerMissing = (target: string): Gap => ({
  code: 'gap.customer_missing',
  cause: `${target} does not have the order's customer, and the connection does not create customers.`,
  remedy: `Create the customer in ${target} with the order's e-mail address and name, or switch on the creation of customers for the connection.`,
});

export const unnamedCustomer: Gap = {
  code: 'gap.no_customer_name',
  cause: 'The order names neither a person nor a company.',
  remedy: "Enter a name in the order's billing address.",
};

export const noEmail = (target: string): Gap => ({
  code: 'gap.no_email',
  cause: `The order names no e-mail address, which ${target} needs for sending the invoice.`,
  remedy: "Enter the customer's e-mail address in the order's billing address.",
});

/**
 * Our code for something that the target keeps under a customer, such as an address: the same for all orders that name it, another
 * one for another shop, whose key the order's key begins with; at most 50 characters.
 */
export function codeUnderCustomer(
  { customerId, orderKey }: { customerId: string; orderKey: string },
  kind: string,
  what: object,
): string {
  const shop = orderKey.replace(/-[^-]*$/, '');
  const content = Object.entries(what).sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify([customerId, content]));
  return `${shop}-${kind}-${hash.digest('hex').slice(0, 24)}`;
}
