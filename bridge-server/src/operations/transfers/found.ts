import { z } from 'zod';
import { nameDocument } from '../../mirror/person/found.ts';
import { defineOperation, success, shopInput, transferInput } from '../operation.ts';
import { findTransfer, unknownTransfer } from './find.ts';
import { transferStanding, transferStandingOf } from './view.ts';

export const transferFound = defineOperation({
  command: 'found',
  summary: 'Names the document at the target that belongs to a transfer in doubt. Kontor asks the system for it.',
  method: 'post',
  path: '/v1/shops/{shop}/transfers/{transfer}/found',
  scope: 'transfers:write',
  input: z.strictObject({
    shop: shopInput,
    transfer: transferInput,
    number: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ description: "The document's number at the target, as people read it there." }),
  }),
  positional: ['transfer', 'number'],
  answer: transferStanding.extend({ document: z.string().nullable() }),
  examples: ['kontor found 17 10023'],
  async run({ database, mirror }, input, { actor }) {
    const transfer = await findTransfer({ database }, input);
    if (!transfer) return unknownTransfer(input.transfer);
    const result = await nameDocument(mirror, transfer, input.number, actor);
    return result.ok
      ? success({ ...transferStandingOf(result.value), document: result.value.documentNumber })
      : { ok: false, error: result.error };
  },
});
