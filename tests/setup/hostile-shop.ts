import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server at the address of a shop that answers whatever a test wants. */
export interface HostileShop {
  url: string;
  /** How the shop answers from now on. */
  answers(answer: (request: URL, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** Answers with this value as JSON. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof value === 'string' ? value : JSON.stringify(value));
}

export async function openHostileShop(): Promise<HostileShop> {
  let answer: Parameters<HostileShop['answers']>[0] = (_request, response) => sendJson(response, []);
  const server = createServer((request: IncomingMessage, response: ServerResponse) =>
    answer(new URL(request.url ?? '/', 'http://shop.example'), response),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers(next) {
      answer = next;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
