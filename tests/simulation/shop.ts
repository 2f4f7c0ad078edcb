import type { Order, OrderRefund, UnreadOrder } from '@kontor/shared/order';
import { readHead, readOrder, snapshotOf } from '@kontor/shared/woocommerce';
import { personEvents, type PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import type { Row } from '../../bridge-server/src/mirror/transfer/states.ts';
import type { DocumentKind, Guard } from '../../bridge-server/src/systems/contract.ts';
import { everydayRules } from '../setup/rules.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { pulledToy } from '../toys/pulled.ts';
import { pushedToy } from '../toys/pushed.ts';
import type { Deed, Allowance, Mishap, Setting, ShopEvent, World } from './world.ts';

/** A real order, as it is read from the shop's body with some fields changed. */
function order(body: Record<string, unknown> = {}, changes: Partial<Order> = {}): Order {
  const read = readOrder(simpleOrder(7, body), []);
  if (!read.ok) throw new Error(read.error.code);
  return { ...read.value, ...changes };
}
/** The same order in this status, unreadable because its totals disagree. */
function unreadable(status: string): UnreadOrder {
  const body = simpleOrder(7, { status, total: '1.00' });
  const [head, read] = [readHead(body), readOrder(body, [])];
  if (!head || read.ok) throw new Error('the order can be read');
  return { status: head.status, stage: head.stage, problem: read.error };
}
const { createdGmt } = order();
const refunds: OrderRefund[] = [{ id: '8', createdGmt, createdLocal: null, reason: '', amount: 1000, lines: [] }];
const total = 40_000;

/** What one order goes through in the shop, as its contents by generation. */
export const stories = {
  'an order, then its refund': [order(), order({}, { refunds })],
  'an order with a refund, whose total changes': [order({}, { refunds }), order({}, { total, refunds })],
  'an order with a refund, then cancelled': [order({}, { refunds }), order({ status: 'cancelled' }, { refunds })],
  'an order with a refund that is wanted only later': [
    order({ status: 'pending' }, { refunds }),
    order({}, { refunds }),
  ],
  'an order with a refund, then a cancellation that cannot be read': [order({}, { refunds }), unreadable('cancelled')],
} satisfies Record<string, readonly (Order | UnreadOrder)[]>;
export type Story = keyof typeof stories;

/** Further stories, for what the ones above do not show. */
export const furtherStories = {
  'one order': [order()],
  'an order, changed twice': [order(), order({}, { total }), order({}, { total: 45_000 })],
  'an order, changed and changed back': [order(), order({}, { total }), order()],
  'an order, changed, then cancelled': [order(), order({}, { total }), order({ status: 'cancelled' })],
  'an order, cancelled and back': [order(), order({ status: 'cancelled' }), order()],
  'an order, cancelled, back, and cancelled again': [
    order(),
    order({ status: 'cancelled' }),
    order(),
    order({ status: 'cancelled' }),
  ],
  'an order that is not wanted any more': [order(), order({ status: 'pending' })],
  'an order that is cancelled': [order(), order({ status: 'cancelled' })],
  'an order whose total changes': [order(), order({}, { total })],
  'a refund that the shop deletes': [order({}, { refunds }), order()],
  'an order in another currency, which is mended': [order({}, { currency: 'SEK' }), order()],
  'an order that comes called off': [order({ status: 'cancelled' }), order()],
  'an order, a change that cannot be read, and the same order again': [order(), unreadable('processing'), order()],
  'an order, a change that cannot be read, and another that can be': [
    order(),
    unreadable('processing'),
    order({}, { total }),
  ],
  'an order that is not wanted any more, as far as it can be read': [order(), unreadable('pending')],
  'an order, cancelled as far as it can be read, and back': [order(), unreadable('cancelled'), order()],
} satisfies Record<string, readonly (Order | UnreadOrder)[]>;
export type FurtherStory = keyof typeof furtherStories;

/** Stories of paid orders, at a connection that books payments. */
export const paidStories = {
  'a paid order whose total changes': [order(), order({}, { total })],
  'a paid order that is cancelled': [order(), order({ status: 'cancelled' })],
  'a paid order, changed, then cancelled': [order(), order({}, { total }), order({ status: 'cancelled' })],
  'a paid order, changed twice': [order(), order({}, { total }), order({}, { total: 45_000 })],
  'a paid order, then its refund': [order(), order({}, { refunds })],
} satisfies Record<string, readonly Order[]>;
export type PaidStory = keyof typeof paidStories;
type AnyStory = Story | FurtherStory | PaidStory;

/** In seconds. As with the product's defaults, call time-out + settling time < lease. */
export const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };

/** The mishaps that may happen in every exploration; the rarer ones have explorations of their own (`rows.ts`). */
export const usualMishaps: readonly Mishap[] = [
  'the answer is lost',
  'the request is lost',
  'the connection breaks',
  'the request is slow',
  'the vendor refuses',
  'the vendor has no room',
  'a question is not answered',
];
export const usualDeeds: readonly Deed[] = ['fetches again', 'hears nothing', 'lays aside', 'refuses', 'says it again'];

/** How often all explorations of this process took each row of the state table. */
export const timesTaken = new Map<Row, number>();

type Changes = Partial<Omit<Setting, 'vendor' | 'events'>>;

const common = (story: AnyStory): Omit<Setting, 'system' | 'vendor'> => ({
  settings: {},
  facts: { currency: 'NOK' },
  timing,
  rules: everydayRules({ functions: ['orders', 'refunds', 'cancellations'] }),
  events: { ...stories, ...furtherStories, ...paidStories }[story].map((event: Order | UnreadOrder): ShopEvent =>
    'problem' in event ? { unread: event } : { order: event, snapshot: snapshotOf(event) },
  ),
  inOrder: false,
  prompt: false,
  reviewers: 1,
  planted: null,
  mishaps: usualMishaps,
  deeds: usualDeeds,
  acknowledges: true,
  timesTaken,
  says: [...(Object.keys(personEvents) as PersonVerb[]), 'found'],
  lateWrites: false,
  lazy: false,
});

/**
 * The setting of an exploration of a pushed system. `lag`: of the vendor's list, by default as long as the settling
 * time.
 */
export function settingOf(
  story: AnyStory,
  guard: Guard,
  changes: Changes & { lag?: number; signs?: boolean; amends?: boolean } = {},
): Setting {
  const { lag = timing.settleSeconds, signs = false, amends = false, ...rest } = changes;
  const capabilities: DocumentKind[] = [
    'order',
    'refund',
    'cancellation',
    'payment',
    ...(amends ? (['amendment'] as const) : []),
  ];
  return {
    ...common(story),
    system: pushedToy({ guard, settle: timing.settleSeconds, capabilities }),
    settings: { signs },
    vendor: { guard, lag },
    ...rest,
  };
}

/**
 * The same for a connection that books payments, with two workers that review. `account`: where payments are booked;
 * null is a gap.
 */
export const payingSettingOf = (
  story: PaidStory,
  { account = '1570', ...changes }: Parameters<typeof settingOf>[2] & { account?: string | null } = {},
): Setting => ({
  ...settingOf(story, 'refuses_duplicates', { amends: true, reviewers: 2, says: [], ...changes }),
  settings: { paymentAccount: account },
  rules: everydayRules({ functions: ['orders', 'refunds', 'cancellations', 'payments'] }),
});

/** The setting of an exploration of a pulled system. */
export const pulledSettingOf = (story: Story | FurtherStory, changes: Changes = {}): Setting => ({
  ...common(story),
  system: pulledToy(),
  vendor: { guard: 'unguarded', lag: 0 },
  ...changes,
});

/** The world before anything has happened. */
export function beginning({ events }: Setting, left: Partial<Allowance>, workers = 2): World {
  return {
    now: 0,
    order: null,
    toDeliver: events.map((_, position) => position),
    rows: [],
    documents: [],
    office: [],
    tasks: [],
    broken: null,
    requests: [],
    workers: Array.from({ length: workers }, (_, index) => ({
      name: `worker ${index + 1}`,
      task: null,
      pausedAt: null,
    })),
    review: null,
    heldUntil: null,
    backup: null,
    restoredFrom: null,
    toRepeat: null,
    left: { crashes: 0, pauses: 0, losses: 0, person: 0, office: 0, restores: 0, ...left },
    counter: 0,
    wroteTooLate: false,
  };
}
