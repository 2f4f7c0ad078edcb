import { addressContent } from '@kontor/shared/api/addresses';
import { wordSchema } from '@kontor/shared/problem';
import { z } from 'zod';

/** What a collector brings: articles and addresses as an office knows them, to be read back by the shop. */

/** A quantity as the vendor writes it, exactly: `12`, `-0.5` or `1.5e3`. */
const quantity = z.string().regex(/^-?\d{1,15}(\.\d+)?(e[+-]?\d{1,2})?$/i);

/** An article of the office. */
export const collectedArticle = z.object({
  /** The office's own id, which stays when the code or the name changes. */
  id: z.string().min(1),
  /** The number by which shop and office know the article: the shop's SKU. */
  sku: z.string().min(1),
  name: z.string(),
  gtin: z.string().nullable(),
  /** How much the office has; null where it keeps no stock of the article. */
  stock: quantity.nullable(),
  /** How much of it the office itself says is free for sale; null where it does not say. */
  available: quantity.nullable(),
  /** Whether the office has taken the article out of use. */
  archived: z.boolean(),
});
export type CollectedArticle = z.infer<typeof collectedArticle>;

/** An address of the office: a customer whom it knows. */
export const collectedAddress = addressContent.extend({
  /** The office's own id, which stays when number or name change. */
  id: z.string().min(1),
  /** The number by which people at the office know the customer; empty if there is none. */
  number: z.string(),
  /** Whether the office has taken the address out of use. */
  archived: z.boolean(),
});
export type CollectedAddress = z.infer<typeof collectedAddress>;

/** A thing that cannot be read back, and why. `name`: an article's name; of an address only its number. */
export const refusedThing = z.object({ id: z.string(), name: z.string(), why: wordSchema });
export type RefusedThing = z.infer<typeof refusedThing>;

export interface CollectRequest {
  /**
   * The mark of the last run, from which only changes are asked for; null for a run over everything that the office
   * has.
   */
  changedSince: unknown;
  /** Where this run goes on, as the last page said; null for its first page. */
  place: unknown;
}

/** What every page of what the office has says. Place and mark are the system's own values. */
export interface PageBasis {
  kind: 'collected';
  refused: readonly RefusedThing[];
  /** Where this run goes on. */
  place: unknown;
  /** From which the next run asks for changes, once this run is over. */
  mark: unknown;
  more: boolean;
  /** The run over changes has read everything that the office has, so that what it did not meet is gone. */
  complete?: true;
}

/** One page of the office's articles. */
export interface CollectedPage extends PageBasis {
  articles: readonly CollectedArticle[];
}

/** One page of the office's addresses. */
export interface CollectedAddressPage extends PageBasis {
  addresses: readonly CollectedAddress[];
}
