import { z } from 'zod';
import { integer, readText } from './numbers.ts';

/** Read: what `BrandingThemeDto`, `PaymentTermDto`, `DepartmentDto` and `ProjectDto` have in common; some have no code, some are never inactive. */
export const named = z.looseObject({ Id: integer, Code: readText, Name: readText, IsActive: z.boolean().nullish() });
