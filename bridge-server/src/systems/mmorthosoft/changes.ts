import type { ChangeTable } from '../contract-changes.ts';

/** What becomes of a change in the shop. docs/mmorthosoft.md has the same table in words. */
export const orthosoftChanges: ChangeTable = {
  edit: { not_fetched: 'made_anew', fetched: 'amendment', accepted: 'amendment' },
  unclear_edit: { not_fetched: 'gap', fetched: 'gap', accepted: 'gap' },
  cancellation: { not_fetched: 'withdrawn', fetched: 'cancellation', accepted: 'cancellation' },
  cancellation_switched_off: { not_fetched: 'withdrawn', fetched: 'task', accepted: 'task' },
  order_back: { not_fetched: 'made_anew', fetched: 'task', accepted: 'task' },
  part_refund: { not_fetched: 'made_anew', fetched: 'amendment', accepted: 'amendment' },
  full_refund: { not_fetched: 'withdrawn', fetched: 'cancellation', accepted: 'cancellation' },
  payment: { not_fetched: 'nothing', fetched: 'nothing', accepted: 'nothing' },
};
