import { z } from 'zod';

/**
 * How a product of the settings stands at the office. there: it was there before; made: it was created now; missing: it can be
 * created; failed: it cannot be, or not now.
 */
export const preparedState = z.enum(['there', 'made', 'missing', 'failed']);
export type PreparedState = z.infer<typeof preparedState>;

/** `POST /v1/shops/{shop}/connections/{connection}/create-products`. With `preview` nothing is created. */
export const productsAnswer = z.object({
  products: z.array(
    z.object({
      /** The product's code at the office. */
      what: z.string(),
      state: preparedState,
      cause: z.string(),
      /** What to do; empty where nothing is to be done. */
      remedy: z.string(),
    }),
  ),
});
export type ProductsAnswer = z.infer<typeof productsAnswer>;
