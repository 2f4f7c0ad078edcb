/**
 * The PowerOffice sandbox in its own process, without a rate limit. The sandbox computes every order anew, which would
 * take longer than the worker that is to be measured. So only the first sales order reaches it; every further one gets
 * the same answer with another id and number, since all orders of the bench have the same total. Every other request
 * reaches the sandbox.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPowerOfficeSandbox } from '../../sandboxes/poweroffice/sandbox.ts';
import { answering } from '../../setup/processes/answering.ts';

const sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null });
const referenceIn = /"ExternalImportReference":"([^"]*)"/;

let first: { status: number; reference: string; id: string; number: string; text: string } | null = null;
let orders = 0;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function fromSandbox(
  { method = 'GET', url = '', headers }: IncomingMessage,
  body: string,
): Promise<{ status: number; text: string }> {
  const passedHeaders = ['authorization', 'ocp-apim-subscription-key', 'content-type'].flatMap((name) =>
    headers[name] === undefined ? [] : [[name, String(headers[name])] as [string, string]],
  );
  const answer = await fetch(sandbox.url + url, { method, headers: passedHeaders, ...(body === '' ? {} : { body }) });
  return { status: answer.status, text: await answer.text() };
}

async function answerTo(request: IncomingMessage): Promise<{ status: number; text: string }> {
  const body = await textOf(request);
  const reference =
    request.method === 'POST' && request.url === '/v2/SalesOrders/Complete' ? referenceIn.exec(body)?.[1] : undefined;
  if (reference === undefined) return fromSandbox(request, body);
  if (first === null) {
    const { status, text } = await fromSandbox(request, body);
    const order = JSON.parse(text) as { Id: string; SalesOrderNo: number };
    const number = `"SalesOrderNo":${order.SalesOrderNo}`;
    if (status < 300) first ??= { status, reference, id: order.Id, number, text };
    return { status, text };
  }
  orders += 1;
  return {
    status: first.status,
    text: first.text
      .replaceAll(first.id, randomUUID())
      .replace(first.number, `"SalesOrderNo":${500_000 + orders}`)
      .replaceAll(first.reference, reference),
  };
}

const server = createServer((request, response) => {
  void answerTo(request).then(({ status, text }) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(text),
  );
});
await new Promise<void>((up) => {
  server.listen(0, '127.0.0.1', up);
});
answering({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...sandbox.keys }, async () => {
  server.closeAllConnections();
  await sandbox.close();
});
