import type { z } from 'zod';
import type { FactStore } from '../systems/contract-facts.ts';
import { isForbidden, isNotFound, valueOf, type Reply } from './reply.ts';

/**
 * Reads a value from the fact store, or else by `ask`. Only a value that the schema accepts is stored. With a schema
 * that refuses `null`, a missing object is asked for every time, since somebody may create it at any moment.
 */
export async function remembered<T>(
  store: FactStore,
  { name, seconds, schema }: { name: string; seconds: number; schema: z.ZodType<T> },
  ask: () => Promise<Reply<T | null>>,
): Promise<Reply<T | null>> {
  const stored = schema.safeParse(await store.get(name, seconds));
  if (stored.success) return valueOf(stored.data);
  const reply = await ask();
  if (reply.kind === 'value' && schema.safeParse(reply.value).success) await store.put(name, reply.value);
  return reply;
}

/**
 * `null` where the credentials lack the right to read the value. Planning then goes on without it, so no document
 * waits.
 */
export const nullIfForbidden = <T>(reply: Reply<T>): Reply<T | null> => (isForbidden(reply) ? valueOf(null) : reply);

/** `null` where the vendor does not have the object. */
export const nullIfNotFound = <T>(reply: Reply<T>): Reply<T | null> => (isNotFound(reply) ? valueOf(null) : reply);

/**
 * A fact store that remembers nothing. It is for reading the vendor's present state, and for credentials that are not
 * stored yet.
 */
export const forgetfulStore: FactStore = {
  get: async () => undefined,
  put: async () => undefined,
};

/** The same fact store, whose facts older than `seconds` do not count. New facts are stored as usual. */
export const rememberedSince = (store: FactStore, seconds: number): FactStore => ({
  ...store,
  get: (name, maxAgeSeconds) => store.get(name, Math.min(maxAgeSeconds, seconds)),
});
