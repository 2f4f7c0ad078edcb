import { decimalsOf } from '@kontor/shared/money';
import { z } from 'zod';
import { fileAddressesOf } from '../../documents/files.ts';
import { pricedLine } from '../../documents/totals.ts';
import type { DocumentDescription } from '../contract-document.ts';
import { defineSystem } from '../define.ts';
import { intakeKinds, intakeRecord, planIntake, type IntakeRecord } from './record.ts';
import { orthosoftFunctions, orthosoftSettings } from './settings.ts';
import { orthosoftTexts } from './texts.ts';
import { renderIntake } from './xml.ts';

/** Nobody is called, so no account is known; a shop has one office of this kind. */
const office = { account: 'mmorthosoft', accountName: 'mmOrthosoft' };

/** mmOrthosoft, whose office fetches its orders. Kontor calls nobody. */
export const mmorthosoft = defineSystem({
  key: 'mmorthosoft',
  label: 'mmOrthosoft',
  texts: orthosoftTexts,
  capabilities: intakeKinds,
  functions: orthosoftFunctions,
  longestKey: 50,
  operator: z.object({}),
  settings: orthosoftSettings,
  credentials: z.object({}),
  facts: z.null(),
  plan: intakeRecord,
  attachments: {
    addresses: (order, { fileAddressField }) => fileAddressesOf(order, fileAddressField),
    of: ({ content }) => (content?.attachments ?? []).map(({ sha256 }) => sha256),
  },
  delivery: { how: 'pulled', render: renderIntake, acknowledgedWithin: 3600 },
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
    'files',
  ],
  check: () => Promise.resolve({ ok: true, latencyMs: 0, ...office, details: [], notes: [] }),
  options: () => Promise.resolve({}),
  readFacts: () => Promise.resolve({ kind: 'facts', facts: null }),
  makePlan: planIntake,
  // A cancellation says nothing besides which document it takes back.
  content: ({ order, content }) => ({ order, content }),
  describe,
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
    ],
    lines: items.map((item) => {
      const { sku, rate, net, vat } = item;
      const text = [item.text, ...item.details].join(', ');
      const { name, quantity, unitPrice } = pricedLine(item, net, text, decimalsOf(order.currency), numbers);
      return { description: name, quantity, unitPrice, product: sku || null, treatment: '', rate, net, tax: vat };
    }),
  };
}
