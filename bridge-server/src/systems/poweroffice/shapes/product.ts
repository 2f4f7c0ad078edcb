import { z } from 'zod';
import { integer, readText } from './numbers.ts';

/** Read: `ProductDto`. */
export const product = z.looseObject({ Id: integer, Code: readText, IsArchived: z.boolean().nullish() });
