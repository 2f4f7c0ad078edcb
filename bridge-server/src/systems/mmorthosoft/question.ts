import { createHash } from 'node:crypto';

/**
 * The name of the question about what an order names, the same for all orders that name it. The journal has the names of
 * questions. So the name holds only a hash, since the order's field may hold anything and tell about a person.
 */
export const questionAbout = (what: 'branch' | 'insurer' | 'insurer_number', named: string): string =>
  `${what}:${createHash('sha256').update(named).digest('hex').slice(0, 24)}`;
