import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { DocumentsClient } from './documents-client.ts';

/** A bridge that means harm, or whatever else answers at its address. */
let answer: (req: IncomingMessage, res: ServerResponse) => void;
const servers: Server[] = [];
async function listen(handle: (req: IncomingMessage, res: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
let client: DocumentsClient;
beforeAll(async () => {
  const bridge = await listen((req, res) => answer(req, res));
  client = new DocumentsClient({ documents: `${bridge}/documents`, key: 'ok.secret' });
});
afterAll(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

/** More than the largest document. A JSON text may begin with any number of blanks. */
const flood = Buffer.alloc(33 * 1024 * 1024, ' ');
/** The same in a few kilobytes, as an answer that is compressed. */
const bomb = gzipSync(flood);

const requests: readonly (readonly [what: string, ask: () => Promise<unknown>])[] = [
  ['a list', () => client.list()],
  ['a document', () => client.fetch(1)],
  ['an attachment', () => client.fetchAttachment(1, 'a'.repeat(64))],
  ['an acknowledgement', () => client.acknowledge(1, { outcome: 'accepted' })],
];

describe('an office that asks a bridge which means harm', () => {
  it.each(requests)('reads no more of %s than it can have', async (_what, ask) => {
    for (const status of [200, 500]) {
      answer = (_req, res) => res.writeHead(status).end(flood);
      await expect(ask()).rejects.toThrow(/larger than \d+ MB/);
      answer = (_req, res) => res.writeHead(status, { 'content-encoding': 'gzip' }).end(bomb);
      await expect(ask()).rejects.toThrow(/larger than \d+ MB/);
    }
  });

  it.each(requests)('takes its key to no other address when %s is elsewhere', async (_what, ask) => {
    const heard: (string | undefined)[] = [];
    const elsewhere = await listen((req, res) => {
      heard.push(req.headers.authorization);
      res.end('{}');
    });
    for (const status of [301, 302, 303, 307, 308]) {
      answer = (_req, res) => res.writeHead(status, { location: `${elsewhere}/documents` }).end();
      await expect(ask()).rejects.toThrow('The bridge does not answer');
    }
    expect(heard).toEqual([]);
  });

  it.each(requests.filter(([what]) => what === 'a list' || what === 'an acknowledgement'))(
    'says that %s is not as agreed',
    async (_what, ask) => {
      for (const body of ['', '<html>', '[]', '{"documents":[{"document":"../1","key":1}]}']) {
        answer = (_req, res) => res.end(body);
        await expect(ask()).rejects.toThrow('The bridge does not answer as agreed.');
      }
    },
  );
});
