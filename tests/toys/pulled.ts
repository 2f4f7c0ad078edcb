import { z } from 'zod';
import { documentKinds, type System } from '../../bridge-server/src/systems/contract.ts';
import { defineSystem } from '../../bridge-server/src/systems/define.ts';
import { toyFunctions, toyTexts } from './texts.ts';
import { totalOf } from './totals.ts';

/**
 * A system whose office fetches for itself: one document for each transfer, which names the document that it mends, credits or
 * takes back. Written as a vendor's folder is.
 */

const plan = z.object({
  key: z.string(),
  kind: z.enum(documentKinds),
  total: z.number().int(),
  /** Our key for the order's own document; null where this is that one. */
  of: z.string().nullable(),
});
export type PulledDocument = z.infer<typeof plan>;

/** What the office reads of the bytes that it fetched. */
export const readDocument = (bytes: Uint8Array): PulledDocument =>
  plan.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));

export function pulledToy(): System {
  return defineSystem({
    key: 'toy',
    label: 'Toy',
    capabilities: ['order', 'amendment', 'refund', 'cancellation'],
    texts: toyTexts,
    functions: toyFunctions,
    longestKey: 50,
    operator: z.object({}),
    settings: z.object({}),
    credentials: z.unknown(),
    facts: z.unknown(),
    plan,
    transmits: ['amounts'],
    rates: () => [],
    timing: { callTimeout: 20, settle: 15 },
    check: () =>
      Promise.resolve({ ok: true, latencyMs: 0, account: 'toy', accountName: 'Toy', details: [], notes: [] }),
    options: () => Promise.resolve({}),
    readFacts: () => Promise.resolve({ kind: 'facts', facts: null }),
    makePlan({ kind, about, order, key, documents }) {
      const total = totalOf(kind, about, order);
      const of = kind === 'order' ? null : (documents.find((made) => made.kind === 'order')?.key ?? null);
      return { kind: 'plan', plan: { key, kind, total, of }, total };
    },
    content: ({ total }) => total,
    describe: ({ key }) => ({
      currency: null,
      customer: null,
      date: null,
      references: [{ kind: 'key', value: key }],
      lines: [],
    }),
    delivery: {
      how: 'pulled',
      acknowledgedWithin: 600,
      render: (given) => ({ mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(given)) }),
    },
  });
}
