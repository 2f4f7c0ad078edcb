import { z } from 'zod';

/** The people and places of a shop's office, and the firms that it works with. */
export const peopleKinds = ['branch', 'employee', 'clerk', 'partner'] as const;
/**
 * `branch`: a place of the office · `employee`: to whom new orders belong · `clerk`: who works on them, and whose the
 * tasks are · `partner`: a firm that the office works with; with an IK it is an insurer.
 */
export type PeopleKind = (typeof peopleKinds)[number];

/** One person, branch or firm. */
export const personView = z.object({
  kind: z.enum(peopleKinds),
  /** The number or the short name that the office uses. It tells the people of one kind apart. */
  number: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** The institution code of an insurer, nine digits. */
  ik: z.string().nullable(),
  /** For a clerk with an e-mail address: whether no mail tells of new tasks. */
  quiet: z.boolean(),
  archived: z.boolean(),
});
export type PersonView = z.infer<typeof personView>;

/** `GET /v1/shops/{shop}/people`: the people in use, and the archived ones if they are asked for. */
export const peopleAnswer = z.object({ people: z.array(personView) });
export type PeopleAnswer = z.infer<typeof peopleAnswer>;

/** `POST /v1/shops/{shop}/people/import`. */
export const importAnswer = z.object({
  /** How many people were stored. */
  saved: z.number().int(),
  /** The lines that were not stored, and those that should be looked at, each with its place in the text and why. */
  problems: z.array(z.object({ line: z.number().int(), text: z.string(), saved: z.boolean(), cause: z.string() })),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
