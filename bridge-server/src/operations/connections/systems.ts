import { z } from 'zod';
import { defineOperation, success } from '../operation.ts';
import { formOf, labelOf } from '../../texts/form.ts';
import type { System } from '../../systems/contract.ts';
import type { Speaker } from '../../texts/say.ts';

/**
 * What a connection to the system asks, as people read it. The forms' hints (label, help, options, secret) stand in the
 * schemas.
 */
export function formsOf({ functions, delivery, credentials, settings, texts }: System, listener: Speaker) {
  const speaker = listener.of(texts);
  const form = (schema: z.ZodType) => formOf(z.toJSONSchema(schema, { io: 'input' }), speaker);
  return {
    functions: Object.entries(functions).map(([name, { text }]) => ({ name, help: '', ...labelOf(speaker, text) })),
    delivery: delivery.how,
    credentials: form(credentials),
    settings: form(settings),
  };
}

export const offeredSystems = defineOperation({
  command: 'systems',
  summary: 'The systems that this bridge offers, with what each asks for.',
  method: 'get',
  path: '/v1/systems',
  scope: 'connections:read',
  input: z.strictObject({}),
  answer: z.object({
    systems: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        capabilities: z.array(z.string()),
        /** What a connection may be switched on for. */
        functions: z.array(z.object({ name: z.string(), label: z.string(), help: z.string() })),
        /** pushed: Kontor sends documents; pulled: the office fetches them. */
        delivery: z.enum(['pushed', 'pulled']),
        credentials: z.unknown(),
        settings: z.unknown(),
      }),
    ),
  }),
  table: { list: 'systems', columns: ['key', 'label', 'capabilities'] },
  run: async (parts, _given, _principal, speaker) =>
    success({
      systems: parts.offered.flatMap((key) => {
        const found = parts.systems(key);
        if (!found) return [];
        const { label, capabilities } = found.system;
        return [{ key, label, capabilities: [...capabilities], ...formsOf(found.system, speaker) }];
      }),
    }),
});
