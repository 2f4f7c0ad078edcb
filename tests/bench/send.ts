import { Agent, request } from 'node:http';
import { signedEventsRequest, type SignedRequest, type Signer } from '@kontor/client';
import { benchOrder } from './order.ts';

/** A request that is signed beforehand, so that the cost of signing is not measured. */
export type Signed = SignedRequest & { body: string };

/**
 * Signed requests with new orders, numbered from `first` on. They must be sent within a minute, for which a proof is
 * valid.
 */
export const signed = (sender: Signer, first: number, requests: number, ordersPerRequest = 1): Signed[] =>
  Array.from({ length: requests }, (_, index) => {
    const events = Array.from({ length: ordersPerRequest }, (__, place) => ({
      generation: 1,
      order: benchOrder(first + index * ordersPerRequest + place),
      refunds: [],
    }));
    return signedEventsRequest(sender, events);
  });

/** Sends all requests, `atOnce` at a time, over connections that stay open. Throws unless each is answered with 200. */
export async function sendAll(requests: readonly Signed[], atOnce: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const waiting = requests.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const signedRequest of waiting) await sendOne(signedRequest, agent);
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
