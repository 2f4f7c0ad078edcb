import { z } from 'zod';

/**
 * Whether the target has a product that the settings name.
 * - `there`: the target had the product before.
 * - `made`: the product was created now.
 * - `missing`: the product can be created.
 * - `failed`: the product cannot be created, or not at the moment.
 */
export const preparedState = z.enum(['there', 'made', 'missing', 'failed']);
export type PreparedState = z.infer<typeof preparedState>;

/** `POST /v1/shops/{shop}/connections/{connection}/create-products`. With `preview` nothing is created. */
export const productsAnswer = z.object({
  products: z.array(
    z.object({
      /** The product's code at the target. */
      what: z.string(),
      state: preparedState,
      cause: z.string(),
      /** What to do; empty if there is nothing to do. */
      remedy: z.string(),
    }),
  ),
});
export type ProductsAnswer = z.infer<typeof productsAnswer>;
