import type { Outcome } from '../../contract.ts';

/** What was read, or why it could not be. */
export type Read<T> = { kind: 'read'; value: T } | Exclude<Outcome, { kind: 'done' }>;

export const read = <T>(value: T) => ({ kind: 'read' as const, value });
