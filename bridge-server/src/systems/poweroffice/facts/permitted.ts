import type { z } from 'zod';
import type { Client, Reply } from '../client.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { read, type Read } from './read.ts';

/**
 * All rows of a list, or `null` where the extension lacks the privilege for it: then what would follow from the list is
 * unknown, which keeps no order back.
 */
export async function readPermitted<T>(
  client: Client,
  context: Context,
  path: string,
  query: Readonly<Record<string, string>>,
  row: z.ZodType<T>,
): Promise<Read<T[] | null>> {
  const reply = await client.list(context, path, query, row);
  if (reply.kind === 'value') return read(reply.value);
  return isForbidden(reply) ? read(null) : failed(reply);
}

export const isForbidden = (reply: Reply<unknown>): boolean =>
  reply.kind === 'closed' && reply.outcome.kind === 'held' && reply.outcome.code === 'held.forbidden';
