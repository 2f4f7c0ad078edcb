import type { z } from 'zod';
import type { FactStore } from '../systems/contract.ts';
import { isForbidden, isUnknown, valueOf, type Reply } from './reply.ts';

/**
 * The value that the fact store has under the name, else the one that `ask` brings. Only a value that the schema takes is
 * remembered: with a schema that takes no null, what is missing is asked for again, since it may be mended at any moment.
 */
export async function remembered<T>(
  store: FactStore,
  { name, seconds, schema }: { name: string; seconds: number; schema: z.ZodType<T> },
  ask: () => Promise<Reply<T | null>>,
): Promise<Reply<T | null>> {
  const kept = schema.safeParse(await store.get(name, seconds));
  if (kept.success) return valueOf(kept.data);
  const asked = await ask();
  if (asked.kind === 'value' && schema.safeParse(asked.value).success) await store.put(name, asked.value);
  return asked;
}

/** Reads `null` where the credentials lack the right: what would follow is then unknown, which keeps no document back. */
export const permitted = <T>(reply: Reply<T>): Reply<T | null> => (isForbidden(reply) ? valueOf(null) : reply);

/** Reads `null` where the vendor does not have what the call names. */
export const ifThere = <T>(reply: Reply<T>): Reply<T | null> => (isUnknown(reply) ? valueOf(null) : reply);

/** A fact store that remembers nothing: for seeing the vendor as it is now, and for credentials that are not stored yet. */
export const nothingRemembered: FactStore = {
  get: async () => undefined,
  put: async () => undefined,
  putAll: async () => undefined,
  withKey: async () => [],
};

/** The fact store, with nothing in it that is older. What is remembered from now on is kept as ever. */
export const rememberedSince = (store: FactStore, seconds: number): FactStore => ({
  ...store,
  get: (name, maxAgeSeconds) => store.get(name, Math.min(maxAgeSeconds, seconds)),
});
