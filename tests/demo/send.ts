import type { JWK } from 'jose';
import { signRequest } from '../../bridge-server/src/auth/sign.ts';
import { eventsAnswer, eventsPerRequest, type EventOutcome } from '@kontor/shared/api/events';
import { problem } from '@kontor/shared/problem';
import { proofHeader } from '@kontor/shared/proof';

/** A shop as it holds its own key. */
export interface Sender {
  publicUrl: string;
  shopId: string;
  keyId: string;
  privateJwk: JWK;
}

/** One event to be sent, and the file that it comes from. */
export interface Outgoing {
  file: string;
  /** Null where the body names none. */
  id: string | null;
  body: Readonly<Record<string, unknown>>;
  event: { generation: number; order: Readonly<Record<string, unknown>>; refunds: readonly unknown[] };
}

export interface Sent extends Outgoing {
  outcome: EventOutcome;
}

/** Below the largest body that the bridge reads. */
const bytesPerRequest = 3_000_000;

/** Sends the events of each order through the signed intake, those of one order in one request, and brings what became of each. */
export async function sendOrders(shop: Sender, orders: readonly Outgoing[][]): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const events of requestsOf(orders)) sent.push(...(await sendRequest(shop, events)));
  return sent;
}

/** As many whole orders together as one request may carry. */
function requestsOf(orders: readonly Outgoing[][]): Outgoing[][] {
  const requests: Outgoing[][] = [];
  let bytes = 0;
  for (const events of orders) {
    const added = Buffer.byteLength(JSON.stringify(events.map(({ event }) => event)));
    const last = requests.at(-1);
    if (last && last.length + events.length <= eventsPerRequest && bytes + added <= bytesPerRequest) {
      last.push(...events);
      bytes += added;
    } else {
      requests.push([...events]);
      bytes = added;
    }
  }
  return requests;
}

async function sendRequest(shop: Sender, events: readonly Outgoing[]): Promise<Sent[]> {
  const { publicUrl, shopId } = shop;
  const url = `${publicUrl}/v1/shops/${shopId}/events`;
  const body = JSON.stringify({ events: events.map(({ event }) => event) });
  const proof = await signRequest({ ...shop, shop: shopId, method: 'POST', url, body });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [proofHeader]: proof },
    body,
  });
  const answer: unknown = await response.json();
  if (response.ok) {
    const { outcomes } = eventsAnswer.parse(answer);
    return events.map((event, index) => {
      const outcome = outcomes[index];
      if (!outcome) throw new Error(`The bridge answered ${outcomes.length} outcomes to ${events.length} events.`);
      return { ...event, outcome };
    });
  }
  const { code, title, cause, remedy } = problem.parse(answer);
  if (response.status >= 500) throw new Error(`${code}: ${cause}`);
  return events.map((event) => ({
    ...event,
    outcome: { outcome: 'refused', id: event.id, code, title, cause, remedy },
  }));
}
