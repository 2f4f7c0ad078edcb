import type { Control, WebhookDelivery } from '../../sandboxes/woocommerce/sandbox.ts';
import type { ShopOrder } from './orders.ts';

/** How the deliveries went. */
export interface Delivered {
  arrived: number;
  doubled: number;
  late: number;
  /** Never sent, or sent in vain. */
  lost: number;
}

/** Delivers the shop's webhooks badly: some never, some twice, some late and after later ones. */
export interface Deliverer {
  readonly counts: Delivered;
  /** Sends what is due in this round, in any order. `all`: what is late, too. */
  deliver(options?: { all?: boolean }): Promise<void>;
  /** Sends at once what the shop has to tell. */
  deliverNow(): Promise<void>;
}

const deliveriesAtOnce = 4;

export function createDeliverer(
  shop: Control,
  orders: ReadonlyMap<number, ShopOrder>,
  random: () => number,
): Deliverer {
  const counts: Delivered = { arrived: 0, doubled: 0, late: 0, lost: 0 };
  let waiting: { round: number; delivery: WebhookDelivery }[] = [];
  let round = 0;

  const send = async (delivery: WebhookDelivery): Promise<void> => {
    const { id } = JSON.parse(delivery.body) as { id?: number };
    const order = orders.get(id ?? 0);
    const happened = order?.past.length ?? 0;
    const status = await shop.deliver(delivery);
    if (status !== 200) {
      counts.lost += 1;
      return;
    }
    counts.arrived += 1;
    if (order) order.told = Math.max(order.told, happened);
  };
  const sendAll = async (deliveries: readonly WebhookDelivery[]): Promise<void> => {
    const queue = [...deliveries];
    await Promise.all(
      Array.from({ length: deliveriesAtOnce }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await send(next);
      }),
    );
  };
  return {
    counts,
    async deliver({ all = false } = {}) {
      round += 1;
      for (const delivery of shop.dueDeliveries()) {
        if (random() < 0.2) {
          counts.lost += 1;
          continue;
        }
        const isDoubled = random() < 0.15;
        const isLate = random() < 0.25;
        counts.doubled += isDoubled ? 1 : 0;
        counts.late += isLate ? 1 : 0;
        waiting.push({ round: isLate ? round + 1 + Math.floor(4 * random()) : round, delivery });
        if (isDoubled) waiting.push({ round: round + Math.floor(3 * random()), delivery });
      }
      const due = waiting.filter((late) => all || late.round <= round);
      waiting = waiting.filter((late) => !due.includes(late));
      const shuffled = due.map(({ delivery }) => ({ at: random(), delivery })).sort((a, b) => a.at - b.at);
      await sendAll(shuffled.map(({ delivery }) => delivery));
    },
    deliverNow: () => sendAll(shop.dueDeliveries()),
  };
}
