import { z } from 'zod';
import { defineOperation, done } from '../operation.ts';

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
  run: async (parts) =>
    done({
      systems: parts.offered.flatMap((key) => {
        const found = parts.systems(key);
        if (!found) return [];
        const { label, capabilities, functions, delivery, credentials, settings } = found.system;
        // The form's hints (label, help, options, secret) stand in the schemas.
        return [
          {
            key,
            label,
            capabilities: [...capabilities],
            functions: Object.entries(functions).map(([name, declared]) => ({ name, ...declared })),
            delivery: delivery.how,
            credentials: z.toJSONSchema(credentials, { io: 'input' }),
            settings: z.toJSONSchema(settings, { io: 'input' }),
          },
        ];
      }),
    }),
});
