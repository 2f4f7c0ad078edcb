import { peopleKinds } from '@kontor/shared/api/people';
import { z } from 'zod';

/** The inputs that name one person. */
export const personInputs = {
  kind: z.enum(peopleKinds).meta({
    description:
      'branch: a place of the office; employee: to whom new orders belong; clerk: who works on them; partner: a firm, such as an insurer.',
  }),
  number: z
    .string()
    .trim()
    .min(1)
    .max(50)
    .meta({ description: 'The number or the short name that the office uses, such as 02 or berit.' }),
};

/** The fields of a person besides the number. An empty text is none. */
export const personFields = {
  name: z.string().trim().min(1).max(200).meta({ description: 'The name.' }),
  email: z
    .union([z.literal(''), z.string().trim().max(320).pipe(z.email())], 'It is no e-mail address')
    .default('')
    .meta({ description: 'The e-mail address.' }),
  ik: z
    .string()
    .transform((text) => text.replace(/\s/g, ''))
    .default('')
    .meta({ description: 'Only for a partner firm that is an insurer: its institution code (IK), nine digits.' }),
  quiet: z
    .stringbool()
    .or(z.boolean())
    .optional()
    .meta({ description: 'true: no mail tells this clerk of new tasks. Left out: as it was.' }),
};
