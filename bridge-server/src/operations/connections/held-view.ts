import { z } from 'zod';
import { waitingBehindBreaker } from '../../mirror/delivery/circuit-breaker.ts';
import type { Connection } from '../../shops/connection.ts';
import { labelOf } from '../../texts/form.ts';
import type { Speaker } from '../../texts/say.ts';
import type { Parts } from '../operation.ts';
import { problemText as explanation } from '@kontor/shared/problem';

/** A connection that is held back: why, since when, when it is tried next, what waits behind it, and what to do. */
export const heldView = z.object({
  ...explanation.shape,
  /**
   * The labels of the credentials to check, as the settings form shows them; empty when credentials are not the cause.
   */
  credentials: z.array(z.string()),
  since: z.date(),
  /** When the hold ends by itself; null when somebody must act. */
  until: z.date().nullable(),
  nextProbe: z.date().nullable(),
  /** Probes that have failed so far. */
  probes: z.number().int(),
  waitingTransfers: z.number().int(),
  waitingOrders: z.number().int(),
});

/** The details of a connection that is held back; null when it is not. */
export async function heldOf(
  { database, systems }: Parts,
  connection: Connection,
  speaker: Speaker,
): Promise<z.input<typeof heldView> | null> {
  const { held, system, shopId, id } = connection;
  if (!held) return null;
  const { code, why, ...times } = held;
  const offered = systems(system)?.system;
  const systemSpeaker = offered ? speaker.of(offered.texts) : speaker;
  const { transfers, orders } = await waitingBehindBreaker(database.knex, shopId, id);
  const text = systemSpeaker.told(why ?? { code });
  return {
    ...text,
    code,
    ...times,
    remedy: held.until ? speaker.word({ word: 'held.until' }) : text.remedy,
    credentials: code === 'held.unauthorized' && offered ? labelsOf(offered.credentials, systemSpeaker) : [],
    waitingTransfers: transfers,
    waitingOrders: orders,
  };
}

const labelledFields = z.object({ properties: z.record(z.string(), z.object({ text: z.string().optional() })) });

/** The labels of a form's fields. */
function labelsOf(schema: z.ZodType, speaker: Speaker): string[] {
  const read = labelledFields.safeParse(z.toJSONSchema(schema, { io: 'input' }));
  if (!read.success) return [];
  return Object.entries(read.data.properties).map(([name, { text }]) =>
    text === undefined ? name : labelOf(speaker, text).label,
  );
}
