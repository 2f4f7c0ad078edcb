import { z } from 'zod';
import { sayFound } from '../../mirror/person/found.ts';
import { defineOperation, success, shopInput, transferInput } from '../operation.ts';
import { findTransfer, unknownTransfer } from './find.ts';
import { transferStanding, transferStandingOf } from './view.ts';

export const transferFound = defineOperation({
  command: 'found',
  summary: 'Says which document at the target is the one in doubt, by its number; the system is asked for it.',
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
  async run({ database, mirror }, given, { actor }) {
    const one = await findTransfer({ database }, given);
    if (!one) return unknownTransfer(given.transfer);
    const said = await sayFound(mirror, one, given.number, actor);
    return said.ok
      ? success({ ...transferStandingOf(said.value), document: said.value.documentNumber })
      : { ok: false, error: said.error };
  },
});
