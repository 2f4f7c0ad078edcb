import { z } from 'zod';
import { filesPerOrder } from './files.ts';

/** How an office fetches the documents of its connection. */

/** `GET /v1/shops/{shop}/connections/{connection}/documents`: what the office may fetch now, oldest first. */
export const offeredDocuments = z.object({
  documents: z.array(
    z.object({
      /** The id by which the document is fetched and acknowledged. */
      document: z.int(),
      /** The key in the document itself. It is the same whenever the document is fetched. */
      key: z.string(),
      kind: z.string(),
      /** The office has fetched the document before and did not acknowledge it in time. */
      again: z.boolean(),
    }),
  ),
  /** Whether there may be more documents, which are listed once these are fetched. */
  more: z.boolean(),
});
export type OfferedDocuments = z.infer<typeof offeredDocuments>;

/**
 * The header of a fetched document that names its attachments: the SHA-256 of each file that the bridge still has, in the
 * order in which the document names them.
 */
export const attachmentsHeader = 'kontor-attachments';

const sha256List = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(filesPerOrder);

export const attachmentsHeaderOf = (hashes: readonly string[]): string => hashes.join(', ');

/** The SHA-256 of each attachment. Without the header there is none; null: the header is none of the bridge's. */
export const readAttachmentsHeader = (header: string | null): string[] | null =>
  sha256List.safeParse((header ?? '').split(/[\s,]+/).filter((hash) => hash !== '')).data ?? null;

/** `POST …/documents/{document}/acknowledgement`: what became of a document that the office has fetched. */
export const acknowledgementBody = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('accepted'),
    number: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "The number of the office's own record." }),
  }),
  z.strictObject({
    outcome: z.literal('refused'),
    reason: z.string().trim().min(1).max(1000).meta({ description: 'Why, in words for people.' }),
  }),
]);

/** `already`: the office has said the same before. */
export const acknowledgementAnswer = z.object({ acknowledged: z.enum(['now', 'already']) });
export type AcknowledgementAnswer = z.infer<typeof acknowledgementAnswer>;
