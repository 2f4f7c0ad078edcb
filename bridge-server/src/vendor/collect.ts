import type { CollectOutcome } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { doubt, explanationOf, type Reply } from './reply.ts';

/** The outcome of collecting. A refusal says nothing about any article, so it becomes a doubt. */
export function collectOutcome<T>(
  reply: Reply<T>,
  pageOf: (read: T) => Omit<Extract<CollectOutcome, { kind: 'collected' }>, 'kind'>,
): CollectOutcome {
  if (reply.kind === 'refused') return doubt(reason('doubt.refused', { said: explanationOf(reply) }));
  return reply.kind === 'value' ? { kind: 'collected', ...pageOf(reply.value) } : reply;
}
