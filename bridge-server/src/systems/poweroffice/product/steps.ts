import { z } from 'zod';
import { asSent, unsent } from '../../../vendor/fields.ts';
import { createOnce, lookupByKey } from '../../../vendor/creation.ts';
import type { LookupOutcome } from '../../contract.ts';
import { defineStep, createdId, takenKeyIn, existingId, type Go } from '../client.ts';
import { productsOf } from './facts.ts';
import { goReason } from '../texts/texts.ts';
import { product, productPost } from './shapes.ts';

/**
 * Creates a product of the settings. The specification does not say whether Go refuses a code that is taken, so after a
 * lost answer Go is asked by the code. If Go does refuse the code, the product that has it is the result.
 */
export const productCreation = defineStep({
  kind: 'poweroffice.product.create',
  does: 'shared',
  guard: 'exact_lookup',
  object: 'product',
  input: z.object({ body: unsent(productPost) }),
  nameOf: ({ body }) => body.Code,
  execute: async (go, { body }) =>
    createOnce(await go.post('/Products', asSent(productPost, body), product), {
      takenKey: takenKeyIn(body.Code),
      created: createdId,
      byId: existingId,
      find: () => findProduct(go, body.Code),
    }),
  lookup: (go, { body }) => findProduct(go, body.Code),
});

const findProduct = async (go: Go, code: string): Promise<LookupOutcome> =>
  lookupByKey(await productsOf(go, [code]), goReason('doubt.several:products', { code }), ({ Id }) => ({
    result: { id: Id },
  }));
