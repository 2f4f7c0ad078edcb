import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accountNo, documentSettings, lineCondition, orderCondition } from '../../documents/settings.ts';
import { integer } from '../../vendor/fields.ts';
import type { Limit } from '../../egress/request.ts';
import type { FunctionDeclaration, SystemContext } from '../contract.ts';

/** The integration's keys, one set for the whole bridge. All of them and the client keys belong to the same environment. */
export const operator = z.object({
  applicationKey: z.string().min(1).meta({
    label: 'Application key',
    help: 'Names the integration to PowerOffice Go; given by PowerOffice.',
    secret: true,
  }),
  subscriptionKey: z
    .string()
    .min(1)
    .meta({ label: 'Subscription key', help: "From the product in PowerOffice's developer portal.", secret: true }),
  environment: z
    .enum(['production', 'demo'])
    .default('production')
    .meta({ label: 'Environment', help: 'Keys of the demo environment work there only.' }),
  address: z.url().optional().meta({ label: 'Address', help: "For tests: another server in place of PowerOffice's." }),
  requestsPerSecond: z.coerce
    .number()
    .positive()
    .default(10)
    .meta({ label: 'Requests per second', help: 'PowerOffice allows 10 for each subscription key.' }),
});
export type Operator = z.infer<typeof operator>;

const origins = { production: 'https://goapi.poweroffice.net', demo: 'https://goapi.poweroffice.net/Demo' } as const;

/** Where tokens and data are: `…/OAuth/Token` and `…/v2`. */
export function addressesOf(given: Operator): { token: string; api: string } {
  const origin = (given.address ?? origins[given.environment]).replace(/\/+$/, '');
  return { token: `${origin}/OAuth/Token`, api: `${origin}/v2` };
}

/** The vendor counts requests for each subscription key, over all its clients. The key itself stays out of the budget's name. */
export function limitOf(given: Operator): Limit {
  const fingerprint = createHash('sha256').update(given.subscriptionKey).digest('hex').slice(0, 32);
  return { key: `poweroffice:${fingerprint}`, perSecond: given.requestsPerSecond };
}

/** What a connection to Go may be switched on for, one by one. */
export const functions = {
  orders: { label: 'Orders', help: 'A draft sales order for each order, mended when the order changes.' },
  refunds: { label: 'Refunds', help: "A credit note's draft for each refund." },
  cancellations: {
    label: 'Cancellations',
    help: 'The draft of a cancelled order is deleted, its invoice credited. Switched off, each becomes a task.',
  },
  payments: { label: 'Payments', help: 'A bank voucher for each payment, and for money given back.' },
  createProducts: { label: 'Create products', help: 'Products of the settings that Go lacks, in place of a gap.' },
  createCustomers: { label: 'Create customers', help: 'Customers that Go lacks, in place of a gap.' },
} as const satisfies Readonly<Record<string, FunctionDeclaration>>;
export type PowerOfficeFunction = keyof typeof functions;

export const credentials = z.object({
  clientKey: z.string().trim().min(1).meta({
    label: 'Client key',
    help: 'In Go: Meny › Innstillinger › Utvidelser, add the extension, tick Aktiv and copy its key.',
    secret: true,
  }),
});
export type Credentials = z.infer<typeof credentials>;

/** The list of `System.options` that a form chooses from. */
const from = (options: string) => ({ options });

/** Codes are asked for in a list with commas between them. */
const codePart = z
  .string()
  .trim()
  .max(50)
  .regex(/^[^,]*$/, 'a product code holds no comma');

/** VAT is never sent: in Go it follows from the product's sales account, so each VAT treatment has a product of its own. */
const productMapping = z.object({
  ...lineCondition,
  number: codePart.min(1).meta({ label: 'Number', help: "With the prefix, it is the product's code in Go." }),
  name: z
    .string()
    .min(1)
    .max(400)
    .optional()
    .meta({ label: 'Name', help: 'What the product is called in Go, where Kontor creates it.' }),
  account: accountNo.optional().meta({
    label: 'Sales account',
    help: 'Where Kontor books its sales, where it creates the product.',
    ...from('salesAccounts'),
  }),
  vatCode: z
    .string()
    .min(1)
    .optional()
    .meta({
      label: 'VAT code',
      help: "What the product's sales account must have; empty: any with the rate.",
      ...from('vatCodes'),
    }),
});
export type ProductMapping = z.infer<typeof productMapping>;

/** Whom a header field of the order is set for: conditions that are left out fit every order. */
const orderFields = z.object({
  ...orderCondition,
  brandingTheme: integer.optional().meta({ label: 'Branding theme', ...from('brandingThemes') }),
  paymentTerm: integer.optional().meta({ label: 'Payment term', ...from('paymentTerms') }),
  department: integer.optional().meta({ label: 'Department', ...from('departments') }),
  project: integer.optional().meta({ label: 'Project', ...from('projects') }),
});

export const settings = z.object({
  productPrefix: codePart
    .default('A-')
    .meta({ label: 'Prefix of product codes', help: 'A- and number 1 are the product A-1.' }),
  products: z
    .array(productMapping)
    .prefault([
      { rate: '25', number: '1', name: 'Varer, høy sats', account: '3000', vatCode: '3' },
      { rate: '15', number: '2', name: 'Varer, middels sats', account: '3030', vatCode: '31' },
      { rate: '12', number: '3', name: 'Varer, lav sats', account: '3060', vatCode: '33' },
      { rate: '0', number: '99', name: 'Varer, uten avgift', account: '3100', vatCode: '5' },
      { rate: 'none', number: '99', name: 'Varer, uten avgift', account: '3100', vatCode: '5' },
      // Norwegian companies have no usual accounts for exports and gift cards, so the office makes these products itself.
      { area: 'export', rate: '0', number: '98', vatCode: '52' },
      { area: 'export', rate: 'none', number: '98', vatCode: '52' },
      { area: 'outside', kind: 'gift_card', rate: 'none', number: '97' },
      { area: 'outside', kind: 'gift_card', rate: '0', number: '97' },
      { area: 'outside', kind: 'rounding', rate: 'none', number: '99' },
      { area: 'outside', kind: 'rounding', rate: '0', number: '99' },
    ])
    .meta({
      label: 'Products by VAT rate',
      help: 'Which product of Go an order line becomes. The entry that says more about a line goes first.',
    }),
  roundingProduct: codePart.min(1).default('99').meta({
    label: 'Number of the product for rounding',
    help: 'Takes up a difference of a few cents between shop and Go; without VAT.',
  }),
  unitPrices: z.enum(['net', 'gross']).default('net').meta({
    label: 'Unit prices',
    help: 'How Go reads the unit price of an order line: without VAT (net) or with VAT (gross).',
  }),

  ...documentSettings('Go'),
  numberSeries: z
    .string()
    .default('')
    .meta({
      label: 'Number series',
      help: "In which Go numbers new customers; empty: Go's default.",
      ...from('numberSeries'),
    }),
  ehfField: z.string().default('ehf').meta({
    label: 'Field of the wish for EHF',
    help: "The order's meta field that says yes where the customer wants invoices by EHF.",
  }),
  confirm: z
    .boolean()
    .default(false)
    .meta({ label: 'Confirm orders', help: 'Lock a sales order once its total agrees; it reserves stock in Go.' }),
  orderFields: z.array(orderFields).default([]).meta({
    label: 'Header fields of sales orders',
    help: 'For each field, the first entry that fits the order and names it counts.',
  }),
});
export type Settings = z.infer<typeof settings>;

/** The code in Go of a product that the settings number. */
export const productCode = ({ productPrefix }: Pick<Settings, 'productPrefix'>, number: string): string =>
  `${productPrefix}${number}`;

export type Context = SystemContext<Operator, Settings, Credentials>;
