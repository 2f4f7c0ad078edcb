import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server with one feed. */
export interface FeedServer {
  url: string;
  host: string;
  /** The requests so far, and how each was answered. */
  answers: readonly { status: number; headers: IncomingMessage['headers'] }[];
  /** What the feed is from now on. */
  put(body: string | Uint8Array): void;
  /** From now on, the feed never ends. */
  putEndless(): void;
  /** How every request is answered from now on, in place of the feed. */
  answer(status: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

/** `user`, `password`: whom the feed lets in. `names`: whether it names its versions by ETag. */
export async function openFeedServer({
  user,
  password,
  names = true,
}: {
  user: string;
  password: string;
  names?: boolean;
}): Promise<FeedServer> {
  let body: string | Uint8Array = '';
  let isEndless = false;
  let instead: { status: number; headers: Record<string, string> } | null = null;
  const answers: { status: number; headers: IncomingMessage['headers'] }[] = [];
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
    const status =
      instead?.status ??
      (request.headers.authorization !== expected
        ? 401
        : names && request.headers['if-none-match'] === etag
          ? 304
          : 200);
    answers.push({ status, headers: request.headers });
    response.writeHead(status, { ...(names ? { etag } : {}), ...instead?.headers });
    if (status !== 200) response.end();
    else if (isEndless) {
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
      };
      more();
    } else response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/feed`,
    host,
    answers,
    put(feed) {
      body = feed;
    },
    putEndless: () => void (isEndless = true),
    answer: (status, headers = {}) => void (instead = { status, headers }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
