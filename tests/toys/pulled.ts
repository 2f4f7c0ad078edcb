import { z } from 'zod';
import { documentKinds, type System } from '../../bridge-server/src/systems/contract.ts';
import { defineSystem } from '../../bridge-server/src/systems/define.ts';
import { toyFunctions, toyTexts } from './texts.ts';
import { totalOf } from './totals.ts';

/**
 * A pulled system: its office fetches one document for each transfer. A document that amends, refunds or cancels an
 * order names the order's document. It is written like a vendor's folder.
 */

const plan = z.object({
  key: z.string(),
  kind: z.enum(documentKinds),
  total: z.number().int(),
  /** Our document key for the order's document; null if this is the order's document. */
  of: z.string().nullable(),
});
export type PulledDocument = z.infer<typeof plan>;

/** The document in the bytes that the office has fetched. */
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
      const of = kind === 'order' ? null : (documents.find((document) => document.kind === 'order')?.key ?? null);
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
      render: (document) => ({ mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(document)) }),
    },
  });
}
