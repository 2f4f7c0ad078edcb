import { withoutEndingSlashes } from '@kontor/shared/address';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accountNo, documentSettings, lineCondition, orderCondition } from '../../documents/settings.ts';
import { integer } from '../../vendor/fields.ts';
import type { Limit } from '../../egress/request.ts';
import type { FunctionDeclaration, SystemContext } from '../contract.ts';
import { goField, functionTexts } from './texts/texts.ts';

/**
 * The integration's keys, one set for the whole bridge. They must belong to the same environment as the client keys.
 */
export const operatorKeys = z.object({
  applicationKey: z
    .string()
    .min(1)
    .meta(goField('operator.applicationKey', { secret: true })),
  subscriptionKey: z
    .string()
    .min(1)
    .meta(goField('operator.subscriptionKey', { secret: true })),
  environment: z.enum(['production', 'demo']).default('production').meta(goField('operator.environment')),
  address: z.url().optional().meta(goField('operator.address')),
  requestsPerSecond: z.coerce.number().positive().default(10).meta(goField('operator.requestsPerSecond')),
});
export type Operator = z.infer<typeof operatorKeys>;

const origins = { production: 'https://goapi.poweroffice.net', demo: 'https://goapi.poweroffice.net/Demo' } as const;

/** The addresses for tokens and for data: `…/OAuth/Token` and `…/v2`. */
export function addressesOf(operator: Operator): { token: string; api: string } {
  const origin = withoutEndingSlashes(operator.address ?? origins[operator.environment]);
  return { token: `${origin}/OAuth/Token`, api: `${origin}/v2` };
}

/**
 * The vendor's limit, which counts the requests of a subscription key over all its clients. The budget's name has only
 * a hash of the key.
 */
export function limitOf(operator: Operator): Limit {
  const fingerprint = createHash('sha256').update(operator.subscriptionKey).digest('hex').slice(0, 32);
  return { key: `poweroffice:${fingerprint}`, perSecond: operator.requestsPerSecond };
}

/** The functions that a connection to Go may be switched on for. */
export const functions = {
  orders: functionTexts('function.orders'),
  refunds: functionTexts('function.refunds'),
  cancellations: functionTexts('function.cancellations'),
  payments: functionTexts('function.payments'),
  createProducts: functionTexts('function.createProducts'),
  createCustomers: functionTexts('function.createCustomers'),
} as const satisfies Readonly<Record<string, FunctionDeclaration>>;
export type PowerOfficeFunction = keyof typeof functions;

export const credentials = z.object({
  clientKey: z
    .string()
    .trim()
    .min(1)
    .meta(goField('credentials.clientKey', { secret: true })),
});
export type Credentials = z.infer<typeof credentials>;

/** A part of a product's code. Go takes a list of codes with commas, so a code has no comma. */
const codePart = z
  .string()
  .trim()
  .max(50)
  .regex(/^[^,]*$/, 'a product code holds no comma');

/** The product for one VAT treatment. VAT is never sent: in Go it follows from the sales account of the product. */
const productMapping = z.object({
  ...lineCondition,
  number: codePart.min(1).meta(goField('setting.product.number')),
  name: z.string().min(1).max(400).optional().meta(goField('setting.product.name')),
  account: accountNo.optional().meta(goField('setting.product.account', { options: 'salesAccounts' })),
  vatCode: z
    .string()
    .min(1)
    .optional()
    .meta(goField('setting.product.vatCode', { options: 'vatCodes' })),
});
export type ProductMapping = z.infer<typeof productMapping>;

/** Header fields for some orders; a condition that is left out fits every order. */
const orderFields = z.object({
  ...orderCondition,
  brandingTheme: integer.optional().meta(goField('setting.brandingTheme', { options: 'brandingThemes' })),
  paymentTerm: integer.optional().meta(goField('setting.paymentTerm', { options: 'paymentTerms' })),
  department: integer.optional().meta(goField('setting.department', { options: 'departments' })),
  project: integer.optional().meta(goField('setting.project', { options: 'projects' })),
});

export const settings = z.object({
  productPrefix: codePart.default('A-').meta(goField('setting.productPrefix', { section: 'products' })),
  products: z
    .array(productMapping)
    .prefault([
      { rate: '25', number: '1', name: 'Varer, høy sats', account: '3000', vatCode: '3' },
      { rate: '15', number: '2', name: 'Varer, middels sats', account: '3030', vatCode: '31' },
      { rate: '12', number: '3', name: 'Varer, lav sats', account: '3060', vatCode: '33' },
      { rate: '0', number: '99', name: 'Varer, uten avgift', account: '3100', vatCode: '5' },
      { rate: 'none', number: '99', name: 'Varer, uten avgift', account: '3100', vatCode: '5' },
      // Norwegian companies share no standard accounts for exports and gift cards, so the office creates these
      // products.
      { area: 'export', rate: '0', number: '98', vatCode: '52' },
      { area: 'export', rate: 'none', number: '98', vatCode: '52' },
      { area: 'outside', kind: 'gift_card', rate: 'none', number: '97' },
      { area: 'outside', kind: 'gift_card', rate: '0', number: '97' },
      { area: 'outside', kind: 'rounding', rate: 'none', number: '99' },
      { area: 'outside', kind: 'rounding', rate: '0', number: '99' },
    ])
    .meta(goField('setting.products', { section: 'products' })),
  roundingProduct: codePart
    .min(1)
    .default('99')
    .meta(goField('setting.roundingProduct', { section: 'products' })),
  unitPrices: z
    .enum(['net', 'gross'])
    .default('net')
    .meta(goField('setting.unitPrices', { section: 'products' })),

  ...documentSettings('Go'),
  numberSeries: z
    .string()
    .default('')
    .meta(goField('setting.numberSeries', { options: 'numberSeries', section: 'customers' })),
  ehfField: z
    .string()
    .default('ehf')
    .meta(goField('setting.ehfField', { section: 'customers' })),
  confirm: z.boolean().default(false).meta(goField('setting.confirm')),
  orderFields: z.array(orderFields).default([]).meta(goField('setting.orderFields')),
});
export type Settings = z.infer<typeof settings>;

/** The code in Go of the product with this number in the settings. */
export const productCode = ({ productPrefix }: Pick<Settings, 'productPrefix'>, number: string): string =>
  `${productPrefix}${number}`;

export type Context = SystemContext<Operator, Settings, Credentials>;
