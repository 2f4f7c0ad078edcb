import { currency, minor } from '@kontor/shared/money';
import { vatRate, type Order, type OrderAddress, type OrderLine } from '@kontor/shared/order';
import { z } from 'zod';
import { createdDay } from '../../documents/day.ts';
import { attachment, attachmentsOf } from '../../documents/files.ts';
import { isForAnotherRecipient, unnamedCustomer } from '../../documents/customer.ts';
import { namesOf } from '../../documents/customer-identity.ts';
import { distinct } from '../../documents/gaps.ts';
import { soldLines } from '../../documents/lines.ts';
import { ownDocument } from '../../documents/related-documents.ts';
import { remainingOrder, type RemainingOrder } from '../../documents/remaining-order.ts';
import { knownRateOf } from '../../documents/treatment.ts';
import type { Gap, MadeDocument, PlanOutcome, PlanRequest } from '../contract.ts';
import { assignment, assignmentOf } from './assignment.ts';
import type { AssignmentFacts } from './assignment-facts.ts';
import { care, careOf } from './care.ts';
import { elementNames } from './element-names.ts';
import { lineNumbersOf, sides } from './line-numbers.ts';
import { intakeFormats, type OrthosoftSettings } from './settings.ts';

/** The kinds of document that the office can fetch. */
export const intakeKinds = ['order', 'amendment', 'cancellation'] as const;

const postalAddress = z.object({
  line1: z.string(),
  line2: z.string(),
  postcode: z.string(),
  city: z.string(),
  state: z.string(),
  country: z.string(),
});

const named = z.object({ company: z.string(), firstName: z.string(), lastName: z.string() });

const intakeCustomer = named.extend({
  /** The shop's id of the customer; `null` for a guest. */
  shopId: z.string().nullable(),
  address: postalAddress,
  email: z.string(),
  phone: z.string(),
  /** Who ordered for a company; `null` for a person, who is the customer. */
  contact: z.object({ firstName: z.string(), lastName: z.string() }).nullable(),
});

const intakeItem = z.object({
  line: z.string(),
  kind: z.enum(['article', 'shipping', 'fee']),
  sku: z.string(),
  pzn: z.string(),
  hmv: z.string(),
  text: z.string(),
  side: z.enum(sides),
  details: z.array(z.string()),
  quantity: z.string(),
  rate: vatRate,
  net: minor,
  vat: minor,
});

/** What an order says, as the office fetches it. Texts are as the shop has them; an empty text says nothing. */
const intakeContent = z.object({
  assignment,
  remarks: z.string(),
  customer: intakeCustomer,
  care,
  /** `null`: the goods go to the customer's own address, or the customer collects them. */
  delivery: named.extend({ address: postalAddress, phone: z.string() }).nullable(),
  items: z.array(intakeItem).min(1),
  /** `refunded`: what was given back without saying for which items. */
  totals: z.object({ net: minor, vat: minor, gross: minor, refunded: minor }),
  attachments: z.array(attachment).default([]),
});

/** One document, as it is frozen in the database when it is offered. */
export const intakeRecord = z.object({
  key: z.string(),
  kind: z.enum(intakeKinds),
  /** The key of the order's first document; `null` for the first document itself. */
  concerns: z.string().nullable(),
  /** How many documents about the order the office has fetched before. */
  sequence: z.number().int(),
  order: z.object({ id: z.string(), number: z.string(), date: z.string(), currency }),
  /** `null` for a cancellation, which only names the document that it takes back. */
  content: intakeContent.nullable(),
  format: z.enum(intakeFormats),
  /** The elements that have other names in Kontor's format. */
  elementNames,
});
export type IntakeRecord = z.infer<typeof intakeRecord>;
export type IntakeContent = z.infer<typeof intakeContent>;

/** The time zone for a shop that does not tell its own time: mmOrthosoft is sold in Germany. */
const homeZone = 'Europe/Berlin';

/** Pure: what the document says, or every gap that keeps it from being made. */
export function planIntake(request: PlanRequest<OrthosoftSettings, AssignmentFacts | null>): PlanOutcome<IntakeRecord> {
  const { order, key, settings, documents, decisions } = request;
  const kind = intakeKinds.find((known) => known === request.kind);
  if (!kind) throw new Error(`mmOrthosoft is given no ${request.kind}`);
  const left = remainingOrder(order);
  if (kind === 'order' && !left) return refundedInFull;
  const last = documents.findLast((document) => document.kind === 'order' || document.kind === 'amendment');
  if (isTakenBack(last, order)) {
    // A document that takes everything back was handed over when the last piece was refunded.
    if (kind === 'cancellation' || !left) return refundedInFull;
  }
  const header = {
    key,
    kind,
    concerns: kind === 'order' ? null : ownDocument(request).key,
    sequence: documents.length,
    order: {
      id: order.id,
      number: order.number,
      date: createdDay(order, settings.timeZone ?? homeZone),
      currency: order.currency,
    },
    format: settings.format,
    elementNames: settings.elementNames,
  };
  if (kind === 'cancellation') {
    const plan = { ...header, content: null };
    return { kind: 'plan', plan, total: 0 - (last?.total ?? order.total) };
  }
  if (!left) return { kind: 'plan', plan: { ...header, kind: 'cancellation', content: null }, total: 0 };
  const customer = customerOf(order);
  const assigned = assignmentOf(request);
  const { isInsurerLookedUp } = assigned;
  const said = careOf(order, customer, { mapping: settings.care, decisions, isInsurerLookedUp });
  const { items, gaps } = itemsOf(order, left);
  const files = attachmentsOf(order, request.files ?? { here: [], addresses: [] }, settings.fileAddressField);
  const unnamed = namesOf(order) ? [] : [unnamedCustomer];
  const [gap, ...others] = distinct([...gaps, ...unnamed, ...said.gaps, ...assigned.gaps, ...files.gaps]);
  if (gap) return { kind: 'gaps', gaps: [gap, ...others], clerk: assigned.assignment.clerk.number };
  const { net, vat, givenBack } = left;
  const content: IntakeContent = {
    assignment: assigned.assignment,
    remarks: order.customerNote.trim(),
    customer,
    care: isInsurerLookedUp ? { ...said.care, insurer: insurerOf(assigned.assignment) } : said.care,
    delivery: isForAnotherRecipient(order) ? deliveryOf(order.shipping) : null,
    items,
    totals: { net, vat, gross: net + vat, refunded: givenBack },
    attachments: files.attachments,
  };
  return { kind: 'plan', plan: { ...header, content }, total: net + vat };
}

/** The insurer that the order is assigned to, as the office has it. */
const insurerOf = ({ insurer }: IntakeContent['assignment']): IntakeContent['care']['insurer'] => ({
  name: insurer?.name ?? '',
  ik: insurer?.ik ?? '',
});

const refundedInFull = { kind: 'not_wanted', reason: 'rule.refunded_in_full' } as const;

/** Whether the last document about the order took everything back, after a refund in full. */
const isTakenBack = (last: MadeDocument | undefined, { total }: Order): boolean =>
  last?.kind === 'amendment' && last.total === 0 && total !== 0;

function itemsOf(order: Order, { lines }: RemainingOrder): { items: IntakeContent['items']; gaps: Gap[] } {
  const sold = soldLines(order);
  if ('gap' in sold) return { items: [], gaps: [sold.gap] };
  const planned = lines.map((line) => itemOf(line));
  return {
    items: planned.flatMap((item) => ('gap' in item ? [] : [item])),
    gaps: planned.flatMap((item) => ('gap' in item ? [item.gap] : [])),
  };
}

function itemOf(line: OrderLine): IntakeContent['items'][number] | { gap: Gap } {
  const known = knownRateOf(line, { target: 'mmOrthosoft', thing: 'article' });
  if ('gap' in known) return known;
  const { id, kind, sku, name, details, quantity, net, tax } = line;
  const text = name.trim();
  const numbers = lineNumbersOf(line);
  return { line: id, kind, sku: sku ?? '', ...numbers, text, details, quantity, rate: known.rate, net, vat: tax };
}

/** Who ordered: the company that the billing address names, else the person. */
function customerOf({ billing, shipping, customerId }: Order): IntakeContent['customer'] {
  const person = nameOf(billing);
  const names = person.company || person.firstName || person.lastName ? person : nameOf(shipping);
  const { company, firstName, lastName } = names;
  const isCompany = company !== '';
  return {
    company,
    firstName: isCompany ? '' : firstName,
    lastName: isCompany ? '' : lastName,
    shopId: customerId,
    address: addressOf(billing),
    email: billing.email.trim(),
    phone: billing.phone.trim(),
    contact: isCompany && (firstName || lastName) ? { firstName, lastName } : null,
  };
}

const deliveryOf = (shipping: OrderAddress): IntakeContent['delivery'] => ({
  ...nameOf(shipping),
  address: addressOf(shipping),
  phone: shipping.phone.trim(),
});

const nameOf = ({ company, firstName, lastName }: OrderAddress): z.infer<typeof named> => ({
  company: company.trim(),
  firstName: firstName.trim(),
  lastName: lastName.trim(),
});

const addressOf = ({ address1, address2, postcode, city, state, country }: OrderAddress) => ({
  line1: address1.trim(),
  line2: address2.trim(),
  postcode: postcode.trim(),
  city: city.trim(),
  state: state.trim(),
  country: country.trim().toUpperCase(),
});
