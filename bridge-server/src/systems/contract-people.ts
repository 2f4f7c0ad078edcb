import { z } from 'zod';

/** The people and places of the office that a shop keeps, as far as systems name them. */

/** `number`: the number or the short name by which the office knows them. */
export const officePerson = z.object({ number: z.string(), name: z.string() });
export type OfficePerson = z.infer<typeof officePerson>;

/** An insurer with its institution code (IK). */
export const insurer = officePerson.extend({ ik: z.string() });
export type Insurer = z.infer<typeof insurer>;

/** Those in use, by kind, in the order of their names. */
export interface ShopPeople {
  branches: readonly OfficePerson[];
  employees: readonly OfficePerson[];
  clerks: readonly OfficePerson[];
  insurers: readonly Insurer[];
}
