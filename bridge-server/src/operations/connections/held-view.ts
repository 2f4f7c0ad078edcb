import { z } from 'zod';
import { waitingBehindBreaker } from '../../mirror/delivery/circuit-breaker.ts';
import type { Connection } from '../../shops/connection.ts';
import type { System } from '../../systems/contract.ts';
import { catalogue } from '../../texts/catalogue.ts';
import { inEnglish } from '../../texts/reason.ts';
import type { Parts } from '../operation.ts';

/** A connection that is held back: why, since when, when it is tried next, what waits behind it, and what to do. */
export const heldView = z.object({
  code: z.string(),
  cause: z.string(),
  remedy: z.string(),
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

const byItself = 'Nothing needs to be done: it opens by itself.';
const asks = 'Find out more with: kontor connection check.';

/** What people should know of a connection that is held back; null while it is not. */
export async function heldOf(
  { database, systems }: Parts,
  connection: Connection,
): Promise<z.input<typeof heldView> | null> {
  const { held, system, shopId, id } = connection;
  if (!held) return null;
  const at = systems(system)?.system;
  const { transfers, orders } = await waitingBehindBreaker(database.knex, shopId, id);
  return {
    ...held,
    remedy: held.until ? byItself : (at && remedyOf(held, at)) || asks,
    credentials: held.code === 'held.unauthorized' && at ? labelsOf(at.credentials) : [],
    waitingTransfers: transfers,
    waitingOrders: orders,
  };
}

/** What a person does about it, as the system says. */
const remedyOf = ({ code, cause }: { code: string; cause: string }, { label, texts }: System): string =>
  inEnglish([texts, catalogue], { code, values: { said: cause, cause, vendor: label } }).remedy;

const labelled = z.object({ properties: z.record(z.string(), z.object({ label: z.string().optional() })) });

/** The fields of a form by what people read beside them. */
function labelsOf(schema: z.ZodType): string[] {
  const read = labelled.safeParse(z.toJSONSchema(schema, { io: 'input' }));
  return read.success ? Object.entries(read.data.properties).map(([name, { label }]) => label ?? name) : [];
}
