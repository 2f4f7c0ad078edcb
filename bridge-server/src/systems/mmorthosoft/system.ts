import { decimalsOf } from '@kontor/shared/money';
import { z } from 'zod';
import { fileAddressesOf } from '../../documents/files.ts';
import { pricedLine } from '../../documents/totals.ts';
import { word } from '../../texts/reason.ts';
import type { Handover } from '../contract-pulled.ts';
import type { DocumentDescription } from '../contract-document.ts';
import { isLanrDoubtful } from './care.ts';
import { orthosoftChanges } from './changes.ts';
import { defineSystem } from '../define.ts';
import type { Assignment } from './assignment.ts';
import { assignmentFacts, factsFor, optionsFrom } from './assignment-facts.ts';
import { intakeKinds, intakeRecord, planIntake, type IntakeRecord } from './record.ts';
import { orthosoftFunctions, orthosoftSettings } from './settings.ts';
import { orthosoftTexts } from './texts.ts';
import { renderOpentrans } from './opentrans.ts';
import { renderIntake } from './xml.ts';

/** Nobody is called, so no account is known; a shop has one office of this kind. */
const office = { account: 'mmorthosoft', accountName: 'mmOrthosoft' };

const render = (record: IntakeRecord): Handover => ({
  mediaType: 'application/xml; charset=utf-8',
  bytes: record.format === 'opentrans' ? renderOpentrans(record) : renderIntake(record),
});

/** mmOrthosoft, whose office fetches its orders. Kontor calls nobody. */
export const mmorthosoft = defineSystem({
  key: 'mmorthosoft',
  label: 'mmOrthosoft',
  texts: orthosoftTexts,
  capabilities: intakeKinds,
  functions: orthosoftFunctions,
  // The insurer may pay for everything on a prescription, and the office must deliver it even so.
  freeOrders: 'send',
  longestKey: 50,
  operator: z.object({}),
  settings: orthosoftSettings,
  credentials: z.object({}),
  facts: assignmentFacts.nullable(),
  plan: intakeRecord,
  attachments: {
    addresses: (order, { fileAddressField }) => fileAddressesOf(order, fileAddressField),
    of: ({ content }) => (content?.attachments ?? []).map(({ sha256 }) => sha256),
  },
  delivery: { how: 'pulled', render, acknowledgedWithin: 3600, changes: orthosoftChanges },
  rates: () => [],
  timing: { callTimeout: 20, settle: 15 },
  transmits: [
    'name',
    'company',
    'email',
    'phone',
    'billing_address',
    'delivery_address',
    'order_number',
    'items',
    'amounts',
    'dates',
    'remarks',
    'patient',
    'doctor',
    'insurer',
    'prescription',
    'files',
  ],
  check: () => Promise.resolve({ ok: true, latencyMs: 0, ...office, details: [], notes: [] }),
  options: async ({ people }) => optionsFrom(await people()),
  readFacts: async ({ people }, { order, settings, decisions }) => ({
    kind: 'facts',
    facts: factsFor(order, await people(), settings, decisions),
  }),
  makePlan: planIntake,
  // A cancellation says nothing besides which document it takes back.
  content: ({ order, content }) => ({ order, content }),
  describe,
  newTask: ({ content }, { tasks }) =>
    content && tasks === 'every_order' ? { clerk: content.assignment.clerk.number } : null,
});

/** How people read the numbers of a line. */
const numbers = { quantityDecimals: 6, language: 'de' };

/** Pure: the document as people read it. */
function describe({ key, concerns, order, content }: IntakeRecord): DocumentDescription {
  const { customer = null, items = [] } = content ?? {};
  return {
    currency: order.currency,
    customer: customer && {
      name: customer.company || `${customer.firstName} ${customer.lastName}`.trim(),
      number: null,
      isNew: false,
    },
    date: order.date,
    references: [
      { kind: 'order', value: order.number },
      { kind: 'key', value: key },
      ...(concerns === null ? [] : [{ kind: 'document' as const, value: concerns }]),
      ...(content ? assignedTo(content.assignment) : []),
    ],
    lines: items.map((item) => {
      const { sku, rate, net, vat } = item;
      const text = [item.text, ...item.details].join(', ');
      const { name, quantity, unitPrice } = pricedLine(item, net, text, decimalsOf(order.currency), numbers);
      return { description: name, quantity, unitPrice, product: sku || null, treatment: '', rate, net, tax: vat };
    }),
    notes: content && isLanrDoubtful(content.care.doctor) ? [word('lanr.other_digit')] : [],
  };
}

/** Those to whom the document is assigned, as people know them. */
function assignedTo(assignment: Assignment): DocumentDescription['references'][number][] {
  return (['branch', 'clerk', 'employee', 'insurer'] as const).flatMap((kind) => {
    const { number, name } = assignment[kind] ?? { number: '', name: '' };
    return number === '' ? [] : [{ kind, value: name === '' ? number : `${name} (${number})` }];
  });
}
