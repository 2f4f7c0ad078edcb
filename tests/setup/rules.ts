import { rules, type Rules } from '../../bridge-server/src/shops/rules.ts';

/** The rules of most tests: orders, refunds and cancellations are on, and new customers are created. */
export const everydayRules = (changes: Partial<Rules> = {}): Rules =>
  rules.parse({ functions: ['orders', 'refunds', 'cancellations', 'createCustomers'], ...changes });
