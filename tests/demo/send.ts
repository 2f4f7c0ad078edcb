import { sendEvents, type Signer } from '@kontor/client';
import type { EventOutcome } from '@kontor/shared/api/events';

/** An event to be sent, and the file that it comes from. */
export interface Outgoing {
  file: string;
  /** The order's id; null if the body has none. */
  id: string | null;
  body: Readonly<Record<string, unknown>>;
  event: { generation: number; order: Readonly<Record<string, unknown>>; refunds: readonly object[] };
}

export interface Sent extends Outgoing {
  outcome: EventOutcome;
}

/** Sends the events of each order, and returns each with its outcome. Throws when the bridge does not answer. */
export async function sendOrders(shop: Signer, orders: readonly Outgoing[][]): Promise<Sent[]> {
  const outgoing = orders.flat();
  const sent = await sendEvents(
    shop,
    outgoing.map(({ event }) => event),
  );
  return outgoing.map((event, index) => {
    const outcome = sent[index]?.outcome;
    if (!outcome || outcome.outcome === 'unconfirmed')
      throw new Error(`${outcome?.code ?? event.file}: ${outcome?.cause ?? 'the bridge named no outcome'}`);
    return { ...event, outcome };
  });
}
