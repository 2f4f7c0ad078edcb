import { Agent, request } from 'node:http';
import { proofHeader } from '@kontor/shared/proof';
import { signRequest } from '../../bridge-server/src/auth/sign.ts';
import type { Sender } from '../demo/send.ts';
import { benchOrder } from './order.ts';

/** A signed request, ready to go: what signing costs the shop is not the bridge's. */
export interface Signed {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Requests with `each` new orders, from order `first` on. A proof lives for a minute. */
export function signed(sender: Sender, first: number, requests: number, each = 1): Promise<Signed[]> {
  const url = `${sender.publicUrl}/v1/shops/${sender.shopId}/events`;
  return Promise.all(
    Array.from({ length: requests }, async (_, index) => {
      const events = Array.from({ length: each }, (__, place) => ({
        generation: 1,
        order: benchOrder(first + index * each + place),
        refunds: [],
      }));
      const body = JSON.stringify({ events });
      const proof = await signRequest({ ...sender, shop: sender.shopId, method: 'POST', url, body });
      return {
        url,
        body,
        headers: {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          [proofHeader]: proof,
        },
      };
    }),
  );
}

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

function sendOne({ url, headers, body }: Signed, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    request(url, { method: 'POST', headers, agent }, (response) => {
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
