import { z } from 'zod';
import {
  defineSystem,
  remoteDocument,
  type Guard,
  type Step,
  type System,
} from '../../bridge-server/src/systems/contract.ts';

/**
 * A vendor with one object: a document with a key and a total. It is created in one step and, where `signs` says so, signed
 * in a second one. The simulation carries the calls itself (`target.ts`), so that it can lose, delay and repeat them.
 */
const plan = z.object({ key: z.string(), total: z.number().int(), signs: z.boolean() });
const signed = z.object({ signed: z.literal(true) });

/** What a step asks of the vendor. */
export const toyInput = z.object({ key: z.string(), total: z.number().int() });

export function toySystem(given: { guard: Guard; signs: boolean; settle: number }): System {
  const never = (): never => {
    throw new Error('the simulation carries the calls itself');
  };
  return defineSystem({
    key: 'toy',
    label: 'Toy',
    capabilities: ['order', 'refund', 'cancellation'],
    operator: z.null(),
    settings: z.object({}),
    credentials: z.null(),
    facts: z.null(),
    plan,
    steps: {
      'toy.document.create': { does: 'document', guard: given.guard, makes: true },
      'toy.document.sign': { does: 'document', guard: 'exact_lookup' },
    },
    rates: () => [{ key: 'toy', perSecond: 1000 }],
    timing: { callTimeout: 20, settle: given.settle },
    check: never,
    options: never,
    readFacts: never,
    execute: never,
    lookup: never,
    follow: never,
    makePlan: ({ kind, reference, order, key }) => {
      const refund = order.refunds.find(({ id }) => String(id) === reference);
      const total = kind === 'order' ? order.total : kind === 'refund' ? -(refund?.amount ?? 0) : -order.total;
      return { kind: 'plan', plan: { key, total, signs: given.signs }, total };
    },
    content: ({ total }) => total,
    next: ({ key, total, signs }, results) => {
      const step = (verb: 'create' | 'sign'): { kind: 'step'; step: Step } => ({
        kind: 'step',
        step: { key: verb, kind: `toy.document.${verb}`, does: 'document', input: { key, total } },
      });
      if (results['create'] === undefined) return step('create');
      if (signs && !signed.safeParse(results['sign']).success) return step('sign');
      const document = remoteDocument.parse(results['create']);
      return document.total === total
        ? { kind: 'finished', document }
        : { kind: 'totals_differ', document, expected: total };
    },
  });
}
