import { createHash } from 'node:crypto';
import { sendEvents, signRequest, type Signer } from '@kontor/client';
import type { EventOutcome } from '@kontor/shared/api/events';
import { fileAnswer, type FileAnswer } from '@kontor/shared/api/files';
import { proofHeader } from '@kontor/shared/proof';

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

/** Sends a file as the plugin does, before the order that names it. Throws if the bridge does not take it. */
export async function sendFile(shop: Signer, bytes: Buffer): Promise<FileAnswer> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const url = `${shop.bridge}/v1/shops/${shop.shop}/files/${sha256}`;
  const answer = await fetch(url, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      [proofHeader]: signRequest(shop, { method: 'PUT', url, body: bytes }),
    },
    body: new Uint8Array(bytes),
  });
  if (!answer.ok) throw new Error(`the file: ${answer.status} ${await answer.text()}`);
  return fileAnswer.parse(await answer.json());
}
