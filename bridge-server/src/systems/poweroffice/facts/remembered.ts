import type { z } from 'zod';
import type { FactStore } from '../../contract.ts';
import type { Context } from '../settings/connection.ts';
import { read, type Read } from './read.ts';

/** A change of products, accounts and VAT in Go counts at the latest after this; ids are stable, but what they name may go. */
export const booksSeconds = 600;

/**
 * What the fact store has under the name, else what is asked for. Only what the schema takes is remembered: with one that takes
 * no null, what is missing is asked for again, since it may be mended any moment.
 */
export async function remembered<T>(
  context: Context,
  name: string,
  schema: z.ZodType<T>,
  ask: () => Promise<Read<T | null>>,
): Promise<Read<T | null>> {
  const kept = schema.safeParse(await context.store.get(name, booksSeconds));
  if (kept.success) return read(kept.data);
  const asked = await ask();
  if (asked.kind === 'read' && schema.safeParse(asked.value).success) await context.store.put(name, asked.value);
  return asked;
}

const nothing: FactStore = {
  get: async () => undefined,
  put: async () => undefined,
  putAll: async () => undefined,
  withKey: async () => [],
};

/** The same connection with nothing remembered: for seeing Go as it is now, and for credentials that are not stored yet. */
export const forgetful = (context: Context): Context => ({ ...context, store: nothing });
