import { z } from 'zod';
import { integer, readText } from './numbers.ts';

/** Read: `ClientIntegrationInformationDto`. */
export const clientInformation = z.looseObject({
  ClientId: z.string().min(1),
  ClientName: readText,
  ValidPrivileges: z.array(z.string()).nullish(),
  InvalidPrivileges: z.array(z.string()).nullish(),
});

/** Read: the token endpoint's answer. */
export const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: integer });
