import { z } from 'zod';

/** A quantity as exact decimal text without zeros at its end, such as `12` or `-0.5`. */
const quantity = z.string();

/** An article as an office of the shop knows it. */
export const articleView = z.object({
  /** The connection whose office it is. */
  connection: z.string(),
  /** The office's own id. */
  id: z.string(),
  /** The number by which the shop knows it; in the office it is the code of the article. */
  sku: z.string(),
  name: z.string(),
  gtin: z.string().nullable(),
  /** How much the office has; null where it keeps no stock of the article. */
  stock: quantity.nullable(),
  /**
   * How much of that the office says is free for sale. Orders that have not reached the office are not taken off.
   */
  available: quantity.nullable(),
  /** Whether the office has taken it out of use, or does not have it any more. */
  gone: z.boolean(),
  /** When the office said so, or last confirmed it. */
  asOf: z.date(),
  /** When something about it last changed. */
  changedAt: z.date(),
});
export type ArticleView = z.infer<typeof articleView>;

/**
 * `POST /v1/shops/{shop}/views/token`: a token with which the shop's server asks for views, in the header
 * `Authorization: Bearer …`.
 */
export const readerTokenAnswer = z.object({
  token: z.string(),
  /** When it ends; it can end sooner, since it can be revoked. */
  expires: z.date(),
});

/** `GET /v1/shops/{shop}/views/articles`: by SKU. `next` continues the list. */
export const articlesAnswer = z.object({ next: z.string().nullable(), articles: z.array(articleView) });
export type ArticlesAnswer = z.infer<typeof articlesAnswer>;
