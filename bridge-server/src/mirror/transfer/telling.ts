import type { UnreadOrder } from '@kontor/shared/order';
import type { Detail } from './transfer.ts';

/**
 * What is told of a document besides its state and reason: what stands behind the reason and, where the order has changed since in
 * a way that cannot be read, that its document may not say what the order says now.
 */
export function tellingOf(
  { cause, remedy }: Pick<Detail, 'cause' | 'remedy'>,
  unread: UnreadOrder | null,
): { cause: string | null; remedy: string | null } {
  if (!unread) return { cause: cause ?? null, remedy: remedy ?? null };
  const { problem } = unread;
  return {
    cause: joined(cause, `A later change of this order could not be read: ${problem.cause}`),
    remedy: joined(remedy, problem.remedy),
  };
}

const joined = (first: string | undefined, second: string): string => (first ? `${first} ${second}` : second);
