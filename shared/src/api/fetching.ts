import { z } from 'zod';
import { problemText } from '../problem.ts';
import { moment } from './view.ts';

/** How the office of a connection fetches its documents, for the screen of the connection. */

/** A key by which an office fetches. The bridge knows only its hash. */
export const officeKeyView = z.object({
  keyId: z.string(),
  /** Which computer or program has the key. */
  name: z.string(),
  createdAt: moment,
  revokedAt: moment.nullable(),
});
export type OfficeKeyView = z.infer<typeof officeKeyView>;

/** `GET /v1/shops/{shop}/connections/{connection}/office-keys` */
export const officeKeysAnswer = z.object({ keys: z.array(officeKeyView) });
export type OfficeKeysAnswer = z.infer<typeof officeKeysAnswer>;

/** `POST /v1/shops/{shop}/connections/{connection}/office-keys`: the key is part of this answer only. */
export const newOfficeKey = z.object({
  keyId: z.string(),
  key: z.string(),
  /** The address of the documents. */
  documents: z.string(),
});
export type NewOfficeKey = z.infer<typeof newOfficeKey>;

/** `GET /v1/shops/{shop}/connections/{connection}/office` */
export const officeAnswer = z.object({
  /** The address of the documents. */
  documents: z.string(),
  /** When the office last asked for documents, to the minute; null: it never did. */
  askedAt: moment.nullable(),
  /** How often it is expected to ask, in minutes. */
  fetchMinutes: z.number().int(),
  /** The last request with a right key from a computer that is not allowed. */
  refusedComputer: z.object({ at: moment, address: z.string() }).nullable(),
  /** Whether the operator has the documents written into a folder. */
  intoFolder: z.boolean(),
  /** Documents that nobody has fetched. */
  offered: z.number().int(),
  /** Documents that the office has fetched and not acknowledged. */
  fetched: z.number().int(),
  /** Documents that the office has accepted. */
  accepted: z.number().int(),
  /** Why the office is overdue; null: it is not. */
  trouble: problemText.extend({ since: moment }).nullable(),
});
export type OfficeAnswer = z.infer<typeof officeAnswer>;
