import { createHash } from 'node:crypto';
import { vatRate } from '@kontor/shared/order';
import { z } from 'zod';
import type { SystemContext } from '../contract.ts';

/** The integration's keys, one set for the whole bridge. All of them and the client keys belong to the same environment. */
export const operator = z.object({
  applicationKey: z.string().min(1).meta({ label: 'Application key', help: 'Names the integration to PowerOffice Go; given by PowerOffice.', secret: true }),
  subscriptionKey: z.string().min(1).meta({ label: 'Subscription key', help: 'From the product in PowerOffice\'s developer portal.', secret: true }),
  environment: z.enum(['production', 'demo']).default('production').meta({ label: 'Environment', help: 'Keys of the demo environment work there only.' }),
  address: z.url().optional().meta({ label: 'Address', help: 'Only for tests: another server in place of PowerOffice\'s.' }),
  requestsPerSecond: z.coerce.number().positive().default(10).meta({ label: 'Requests per second', help: 'PowerOffice allows 10 for each subscription key.' }),
});
export type Operator = z.infer<typeof operator>;

export const credentials = z.object({
  clientKey: z.string().trim().min(1)
    .meta({ label: 'Client key', help: 'In Go: Meny › Innstillinger › Utvidelser, add the extension, tick Aktiv and copy its key.', secret: true }),
});
export type Credentials = z.infer<typeof credentials>;

/** Codes are asked for in a list with commas between them. */
const productCode = z.string().trim().min(1).max(100).regex(/^[^,]+$/, 'a product code holds no comma');

const productMapping = z.object({
  rate: vatRate.meta({ label: 'VAT rate', help: 'In percent; none: the shop charges no VAT on it at all.' }),
  taxClass: z.string().optional().meta({ label: 'Tax class', help: 'Only for lines of this tax class of the shop; empty: for all.' }),
  product: productCode.meta({ label: 'Product code in Go', help: 'Its sales account decides which VAT code Go uses.' }),
});

/** VAT is never sent: in Go it follows from the product's sales account, so each VAT treatment has a product of its own. */
export const settings = z.object({
  products: z.array(productMapping).default([
    { rate: '25', product: 'A-1' }, { rate: '15', product: 'A-2' }, { rate: '12', product: 'A-3' },
    { rate: '0', product: 'A-99' }, { rate: 'none', product: 'A-99' },
  ]).meta({ label: 'Products by VAT rate', help: 'Which product of Go an order line becomes. An entry with a tax class goes before one without.' }),
  roundingProduct: productCode.default('A-99').meta({ label: 'Product for rounding', help: 'Takes up a difference of a few cents between shop and Go; without VAT.' }),
  unitPrices: z.enum(['net', 'gross']).default('net').meta({ label: 'Unit prices', help: 'How Go reads the unit price of an order line: without VAT (net) or with VAT (gross).' }),
});
export type Settings = z.infer<typeof settings>;

export type Context = SystemContext<Operator, Settings, Credentials>;

const origins = { production: 'https://goapi.poweroffice.net', demo: 'https://goapi.poweroffice.net/Demo' } as const;

/** Where tokens and data are: `…/OAuth/Token` and `…/v2`. */
export function addressesOf(given: Operator): { token: string; api: string } {
  const origin = (given.address ?? origins[given.environment]).replace(/\/+$/, '');
  return { token: `${origin}/OAuth/Token`, api: `${origin}/v2` };
}

/** The vendor counts requests for each subscription key, over all its clients. The key itself stays out of the budget's name. */
export function rateOf(given: Operator): { key: string; perSecond: number } {
  const fingerprint = createHash('sha256').update(given.subscriptionKey).digest('hex').slice(0, 32);
  return { key: `poweroffice:${fingerprint}`, perSecond: given.requestsPerSecond };
}
