import { Agent, request } from 'node:http';
import { signedEventsRequest, type SignedRequest, type Signer } from '@kontor/client';
import { benchOrder } from './order.ts';

/** A signed request, ready to go: what signing costs the shop is not the bridge's. */
export type Signed = SignedRequest & { body: string };

/** Requests with `each` new orders, from order `first` on. A proof lives for a minute. */
export const signed = (sender: Signer, first: number, requests: number, each = 1): Signed[] =>
  Array.from({ length: requests }, (_, index) => {
    const events = Array.from({ length: each }, (__, place) => ({
      generation: 1,
      order: benchOrder(first + index * each + place),
      refunds: [],
    }));
    return signedEventsRequest(sender, events);
  });

/** Sends all of them, `atOnce` at a time, over connections that stay open. Throws unless each is answered with 200. */
export async function sendAll(requests: readonly Signed[], atOnce: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const left = requests.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of left) await sendOne(one, agent);
    }),
  );
  agent.destroy();
}

function sendOne({ url, method, headers, body }: Signed, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    const length = { 'content-length': Buffer.byteLength(body) };
    request(url, { method, headers: { ...headers, ...length }, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode === 200 && !answer.includes('"refused"')) done();
        else fail(new Error(`answered ${response.statusCode}: ${answer.slice(0, 500)}`));
      });
    })
      .once('error', fail)
      .end(body);
  });
}
