import type { WooCommerceSandbox } from '../../sandboxes/woocommerce/sandbox.ts';
import type { Stage } from '../stage.ts';
import type { ShopOrder } from './orders.ts';
import type { ReadingProgress } from './progress.ts';
import type { Deliverer } from './webhooks.ts';

/** Everything that takes part in a run. */
export interface Play {
  stage: Stage;
  shop: WooCommerceSandbox['control'];
  orders: readonly ShopOrder[];
  progress: ReadingProgress;
  deliverer: Deliverer;
  /** How often processes were killed so far. */
  kills: { done: number };
  random: () => number;
  signal: AbortSignal;
}
