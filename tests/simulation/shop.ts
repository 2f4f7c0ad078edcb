import type { Order, OrderRefund } from '@kontor/shared/order';
import { readOrder, snapshotOf } from '@kontor/shared/woocommerce';
import type { Guard } from '../../bridge-server/src/systems/contract.ts';
import { personEvents, type PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import { everydayRules } from '../setup/rules.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { toySystem } from './toy.ts';
import type { Left, Setting, World } from './world.ts';

const bare = readOrder(simpleOrder(7), []);
if (!bare.ok) throw new Error(bare.error.cause);
const paid: Order = bare.value;
const order = (changes: Partial<Order>): Order => ({ ...paid, ...changes });
const refunds: OrderRefund[] = [
  { id: 8, createdGmt: paid.createdGmt, createdLocal: null, reason: '', amount: 1000, lines: [] },
];

/** What one order goes through in the shop: its events by generation. */
export const stories = {
  'an order, then its refund': [order({}), order({ refunds })],
  'an order with a refund, whose total changes': [order({ refunds }), order({ total: 40_000, refunds })],
  'an order with a refund, then cancelled': [order({ refunds }), order({ status: 'cancelled', refunds })],
  'an order with a refund that is wanted only later': [order({ status: 'pending', refunds }), order({ refunds })],
} satisfies Record<string, readonly Order[]>;
export type Story = keyof typeof stories;

/** The times' defaults are in the same order: call time-out + settling time < lease. In seconds. */
export const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };

/** The rules of one exploration; what is not given is as it should be. `lag`: of the vendor's list, at most the settling time. */
export function settingOf(
  story: Story,
  guard: Guard,
  changes: Partial<Omit<Setting, 'vendor'>> & { lag?: number; signs?: boolean } = {},
): Setting {
  const { lag = timing.settleSeconds, signs = false, ...rest } = changes;
  return {
    system: toySystem({ guard, signs, settle: timing.settleSeconds }),
    timing,
    rules: everydayRules(),
    vendor: { guard, lag },
    events: stories[story].map((event) => ({ order: event, snapshot: snapshotOf(event) })),
    planted: null,
    says: Object.keys(personEvents) as PersonVerb[],
    lateWrites: false,
    lazy: false,
    ...rest,
  };
}

/** Before anything happened. */
export function beginning({ events }: Setting, left: Partial<Left>): World {
  return {
    now: 0,
    order: null,
    toDeliver: events.map((_, position) => position),
    rows: [],
    documents: [],
    requests: [],
    workers: [
      { name: 'worker 1', task: null, pausedAt: null },
      { name: 'worker 2', task: null, pausedAt: null },
    ],
    heldUntil: null,
    backup: null,
    restoredFrom: null,
    toRepeat: null,
    left: { crashes: 0, pauses: 0, losses: 0, person: 0, restores: 0, ...left },
    counter: 0,
    wroteTooLate: false,
  };
}
