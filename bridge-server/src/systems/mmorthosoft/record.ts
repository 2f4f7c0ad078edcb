import { currency, minor } from '@kontor/shared/money';
import { vatRate, type Order, type OrderAddress, type OrderLine } from '@kontor/shared/order';
import { z } from 'zod';
import { createdDay } from '../../documents/day.ts';
import { attachment, attachmentsOf } from '../../documents/files.ts';
import { isShippedElsewhere, unnamedCustomer } from '../../documents/customer.ts';
import { namesOf } from '../../documents/customer-identity.ts';
import { distinct } from '../../documents/gaps.ts';
import { soldLines } from '../../documents/lines.ts';
import { ownDocument } from '../../documents/related-documents.ts';
import { knownRateOf } from '../../documents/treatment.ts';
import type { Gap, PlanOutcome, PlanRequest } from '../contract.ts';
import type { OrthosoftSettings } from './settings.ts';

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
  text: z.string(),
  details: z.array(z.string()),
  quantity: z.string(),
  rate: vatRate,
  net: minor,
  vat: minor,
});

/** What an order says, as the office fetches it. Texts are as the shop has them; an empty text says nothing. */
const intakeContent = z.object({
  assignment: z.object({ employee: z.string(), branch: z.string(), clerk: z.string() }),
  remarks: z.string(),
  customer: intakeCustomer,
  /** `null`: the goods go to the customer's own address. */
  delivery: named.extend({ address: postalAddress, phone: z.string() }).nullable(),
  items: z.array(intakeItem).min(1),
  totals: z.object({ net: minor, vat: minor, gross: minor }),
  attachments: z.array(attachment).default([]),
});

/** One document, as it is frozen in the database when it is offered. */
export const intakeRecord = z.object({
  key: z.string(),
  kind: z.enum(intakeKinds),
  /** The key of the order's first document; `null` for the first document itself. */
  concerns: z.string().nullable(),
  order: z.object({ id: z.string(), number: z.string(), date: z.string(), currency }),
  /** `null` for a cancellation, which only names the document that it takes back. */
  content: intakeContent.nullable(),
});
export type IntakeRecord = z.infer<typeof intakeRecord>;
export type IntakeContent = z.infer<typeof intakeContent>;

/** The time zone for a shop that does not tell its own time: mmOrthosoft is sold in Germany. */
const homeZone = 'Europe/Berlin';

/** Pure: what the document says, or every gap that keeps it from being made. */
export function planIntake(request: PlanRequest<OrthosoftSettings, null>): PlanOutcome<IntakeRecord> {
  const { order, key, settings, documents } = request;
  const kind = intakeKinds.find((known) => known === request.kind);
  if (!kind) throw new Error(`mmOrthosoft is given no ${request.kind}`);
  const header = {
    key,
    kind,
    concerns: kind === 'order' ? null : ownDocument(request).key,
    order: {
      id: order.id,
      number: order.number,
      date: createdDay(order, settings.timeZone ?? homeZone),
      currency: order.currency,
    },
  };
  if (kind === 'cancellation') {
    const last = documents.findLast((document) => document.kind === 'order' || document.kind === 'amendment');
    return { kind: 'plan', plan: { ...header, content: null }, total: 0 - (last?.total ?? order.total) };
  }
  const { items, gaps } = itemsOf(order);
  const files = attachmentsOf(order, request.files ?? { here: [], addresses: [] }, settings.fileAddressField);
  const [gap, ...others] = distinct([...gaps, ...files.gaps, ...(namesOf(order) ? [] : [unnamedCustomer])]);
  if (gap) return { kind: 'gaps', gaps: [gap, ...others] };
  const { employee, branch, clerk } = settings;
  const content: IntakeContent = {
    assignment: { employee, branch, clerk },
    remarks: order.customerNote.trim(),
    customer: customerOf(order),
    delivery: isShippedElsewhere(order) ? deliveryOf(order.shipping) : null,
    items,
    totals: { net: order.total - order.totalTax, vat: order.totalTax, gross: order.total },
    attachments: files.attachments,
  };
  return { kind: 'plan', plan: { ...header, content }, total: order.total };
}

function itemsOf(order: Order): { items: IntakeContent['items']; gaps: Gap[] } {
  const sold = soldLines(order);
  if ('gap' in sold) return { items: [], gaps: [sold.gap] };
  const planned = sold.lines.map((line) => itemOf(line));
  return {
    items: planned.flatMap((item) => ('gap' in item ? [] : [item])),
    gaps: planned.flatMap((item) => ('gap' in item ? [item.gap] : [])),
  };
}

function itemOf(line: OrderLine): IntakeContent['items'][number] | { gap: Gap } {
  const known = knownRateOf(line, { target: 'mmOrthosoft', thing: 'article' });
  if ('gap' in known) return known;
  const { id, kind, sku, name, details, quantity, net, tax } = line;
  return { line: id, kind, sku: sku ?? '', text: name.trim(), details, quantity, rate: known.rate, net, vat: tax };
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
