import { rules, type Rules } from '../../bridge-server/src/shops/rules.ts';

/** A connection's rules as most tests want them: orders, refunds and cancellations on, and new customers created. */
export const everydayRules = (changes: Partial<Rules> = {}): Rules =>
  rules.parse({ functions: ['orders', 'refunds', 'cancellations', 'createCustomers'], ...changes });
