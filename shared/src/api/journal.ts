import { z } from 'zod';
import { moment } from './view.ts';

/** One line of the journal. */
export const journalLine = z.object({
  at: moment,
  shop: z.string(),
  connection: z.string().nullable(),
  /** The connection's system. */
  system: z.string().nullable(),
  orderId: z.string().nullable(),
  /** The number that people know the order by. */
  order: z.string().nullable(),
  transfer: z.number().int().nullable(),
  correlationId: z.string().nullable(),
  /** Who acted: a part of the bridge, or a person by name. */
  actor: z.string(),
  code: z.string(),
  /** What happened, in one sentence. */
  text: z.string(),
  detail: z.unknown(),
});
export type JournalLine = z.infer<typeof journalLine>;

/**
 * `GET /v1/shops/{shop}/journal`: the newest lines, of which the oldest comes first. The next page has earlier lines.
 */
export const journalAnswer = z.object({ next: z.string().nullable(), lines: z.array(journalLine) });
export type JournalAnswer = z.infer<typeof journalAnswer>;
