import { z } from 'zod';
import { defineOperation, success } from '../operation.ts';
import { formOf, labelOf } from '../../texts/form.ts';
import type { System } from '../../systems/contract.ts';
import type { Speaker } from '../../texts/say.ts';

/**
 * The functions, credentials and settings of a connection to the system, with the labels and help texts of their forms.
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
  summary: 'Lists the systems that this bridge offers, with the functions, credentials and settings of each.',
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
        /** The functions that a connection can be switched on for. */
        functions: z.array(z.object({ name: z.string(), label: z.string(), help: z.string() })),
        /** `pushed`: Kontor sends documents. `pulled`: the office fetches them. */
        delivery: z.enum(['pushed', 'pulled']),
        credentials: z.unknown(),
        settings: z.unknown(),
      }),
    ),
  }),
  table: { list: 'systems', columns: ['key', 'label', 'capabilities'] },
  examples: ['kontor systems', 'kontor systems --json'],
  run: async (parts, _input, _principal, speaker) =>
    success({
      systems: parts.offered.flatMap((key) => {
        const system = parts.systems(key)?.system;
        if (!system) return [];
        const { label, capabilities } = system;
        return [{ key, label, capabilities: [...capabilities], ...formsOf(system, speaker) }];
      }),
    }),
});
