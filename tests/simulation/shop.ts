import type { Order, OrderRefund } from '@kontor/shared/order';
import { readOrder, snapshotOf } from '@kontor/shared/woocommerce';
import type { Guard } from '../../bridge-server/src/systems/contract.ts';
import { personEvents } from '../../bridge-server/src/mirror/person/person.ts';
import { everydayRules } from '../setup/rules.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { pulledToy } from '../toys/pulled.ts';
import { pushedToy } from '../toys/pushed.ts';
import { mishaps, type Left, type Setting, type Verb, type World } from './world.ts';

const bare = readOrder(simpleOrder(7), []);
if (!bare.ok) throw new Error(bare.error.cause);
const paid: Order = bare.value;
const order = (changes: Partial<Order>): Order => ({ ...paid, ...changes });
const refunds: OrderRefund[] = [
  { id: '8', createdGmt: paid.createdGmt, createdLocal: null, reason: '', amount: 1000, lines: [] },
];

const cancelled = { status: 'cancelled', stage: 'called_off' } as const;
const pending = { status: 'pending' };

/** What one order goes through in the shop: its events by generation. */
export const stories = {
  'an order, then its refund': [order({}), order({ refunds })],
  'an order with a refund, whose total changes': [order({ refunds }), order({ total: 40_000, refunds })],
  'an order with a refund, then cancelled': [order({ refunds }), order({ ...cancelled, refunds })],
  'an order with a refund that is wanted only later': [order({ ...pending, refunds }), order({ refunds })],
} satisfies Record<string, readonly Order[]>;
/** Shorter ones, and longer ones, of an order without a refund. */
export const furtherStories = {
  'an order': [order({})],
  'an order, then cancelled': [order({}), order(cancelled)],
  'an order whose total changes': [order({}), order({ total: 40_000 })],
  'an order whose total changes twice': [order({}), order({ total: 40_000 }), order({ total: 50_000 })],
  'an order whose total changes and changes back': [order({}), order({ total: 40_000 }), order({})],
  'an order that changes, then cancelled': [order({}), order({ total: 40_000 }), order(cancelled)],
  'an order that is cancelled and comes back': [order({}), order(cancelled), order({ total: 40_000 })],
  'an order that is wanted no longer': [order({}), order(pending)],
  'an order that is wanted only later': [order(pending), order({})],
  'an order in another currency, which is mended': [order({ currency: 'EUR' }), order({})],
} satisfies Record<string, readonly Order[]>;
const told: Readonly<Record<Story, readonly Order[]>> = { ...stories, ...furtherStories };
export type Story = keyof typeof stories | keyof typeof furtherStories;

/** The times' defaults are in the same order: call time-out + settling time < lease. In seconds. */
export const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };

type Changes = Partial<Omit<Setting, 'vendor'>>;

const verbs: readonly Verb[] = [...(Object.keys(personEvents) as (keyof typeof personEvents)[]), 'found'];
const functions = ['orders', 'refunds', 'cancellations'];

function common(story: Story, changes: Changes): Omit<Setting, 'system' | 'vendor'> {
  return {
    settings: {},
    facts: { currency: 'NOK' },
    timing,
    rules: everydayRules({ functions }),
    events: told[story].map((event) => ({ order: event, snapshot: snapshotOf(event) })),
    planted: null,
    says: verbs,
    mishaps,
    lateWrites: false,
    lazy: false,
    driven: new Map(),
    ...changes,
  };
}

/** The rules of one exploration; what is not given is as it should be. `lag`: of the vendor's list, at most the settling time. */
export function settingOf(
  story: Story,
  guard: Guard,
  changes: Changes & { lag?: number; signs?: boolean } = {},
): Setting {
  const { lag = timing.settleSeconds, signs = false, ...rest } = changes;
  return {
    system: pushedToy({ guard, settle: timing.settleSeconds }),
    vendor: { guard, lag },
    ...common(story, { settings: { signs }, ...rest }),
  };
}

/** The same for a system whose office fetches for itself. */
export function pulledSettingOf(story: Story, changes: Changes = {}): Setting {
  return { system: pulledToy(), vendor: { guard: 'unguarded', lag: 0 }, ...common(story, changes) };
}

/** Before anything happened. */
export function beginning({ events }: Pick<Setting, 'events'>, left: Partial<Left>, workers = 2): World {
  return {
    now: 0,
    order: null,
    toDeliver: events.map((_, position) => position),
    rows: [],
    documents: [],
    office: [],
    everFetched: [],
    officeSaw: null,
    requests: [],
    workers: Array.from({ length: workers }, (_, index) => ({
      name: `worker ${index + 1}`,
      task: null,
      pausedAt: null,
    })),
    heldUntil: null,
    closedAt: null,
    backup: null,
    restoredFrom: null,
    toRepeat: null,
    left: { crashes: 0, pauses: 0, losses: 0, person: 0, restores: 0, stops: 0, office: 0, ...left },
    counter: 0,
    wroteTooLate: false,
  };
}
