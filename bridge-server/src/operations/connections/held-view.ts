import { z } from 'zod';
import { waitingBehindBreaker } from '../../mirror/delivery/circuit-breaker.ts';
import type { Connection } from '../../shops/connection.ts';
import { labelOf } from '../../texts/form.ts';
import type { Speaker } from '../../texts/say.ts';
import type { Parts } from '../operation.ts';
import { told as said } from '@kontor/shared/problem';

/** A connection that is held back: why, since when, when it is tried next, what waits behind it, and what to do. */
export const heldView = z.object({
  ...said.shape,
  /** What of the connection's credentials to look at, as the settings form calls it, where they are the trouble. */
  credentials: z.array(z.string()),
  since: z.date(),
  /** It opens by itself then. */
  until: z.date().nullable(),
  nextProbe: z.date().nullable(),
  /** Probes that have failed so far. */
  probes: z.number().int(),
  waitingTransfers: z.number().int(),
  waitingOrders: z.number().int(),
});

/** What people should know of a connection that is held back; null while it is not. */
export async function heldOf(
  { database, systems }: Parts,
  connection: Connection,
  speaker: Speaker,
): Promise<z.input<typeof heldView> | null> {
  const { held, system, shopId, id } = connection;
  if (!held) return null;
  const { code, why, ...times } = held;
  const at = systems(system)?.system;
  const own = at ? speaker.of(at.texts) : speaker;
  const { transfers, orders } = await waitingBehindBreaker(database.knex, shopId, id);
  const told = own.told(why ?? { code });
  return {
    ...told,
    code,
    ...times,
    remedy: held.until ? speaker.word({ word: 'held.until' }) : told.remedy,
    credentials: code === 'held.unauthorized' && at ? labelsOf(at.credentials, own) : [],
    waitingTransfers: transfers,
    waitingOrders: orders,
  };
}

const named = z.object({ properties: z.record(z.string(), z.object({ text: z.string().optional() })) });

/** The fields of a form by what people read beside them. */
function labelsOf(schema: z.ZodType, speaker: Speaker): string[] {
  const read = named.safeParse(z.toJSONSchema(schema, { io: 'input' }));
  if (!read.success) return [];
  return Object.entries(read.data.properties).map(([name, { text }]) =>
    text === undefined ? name : labelOf(speaker, text).label,
  );
}
