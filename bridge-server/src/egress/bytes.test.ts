import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy } from './address.ts';
import { answerOf, type OutgoingRequest } from './request.ts';
import { createEgress } from './send.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const cap = 1_000_000;
/** Every byte, and sequences that are no UTF-8. */
const everyByte = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);

/** Sends to a server that answers with `says`, or with what it received; tells what it received. */
async function exchange(
  request: Omit<OutgoingRequest, 'url'>,
  says?: { body: string | Uint8Array; contentType: string },
) {
  const received: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const { port } = await listening(
    createServer((req, res) => {
      void bodyOf(req).then((body) => {
        received.push({ headers: req.headers, body });
        res.writeHead(200, { 'content-type': says?.contentType ?? 'application/pdf' }).end(says?.body ?? body);
      });
    }),
    ended,
  );
  const egress = createEgress({
    policyOf: () => createAddressPolicy({ privateHosts: ['127.0.0.1'], variable: 'KONTOR_TEST_PRIVATE_HOSTS' }),
    log: createLog({ level: 'silent' }),
    answerBytes: cap,
  });
  ended.push(() => egress.close());
  const send = egress.forCall({ system: 'test', budget: null, timeoutMs: 5_000, correlationId: 'c-1' });
  const sent = await send({ ...request, url: `http://127.0.0.1:${port}/` });
  return { sent, received: received[0] };
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a body of bytes', () => {
  it('goes out and comes back byte for byte', async () => {
    const { sent, received } = await exchange({
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body: everyByte,
    });
    expect(received?.body.equals(everyByte)).toBe(true);
    expect(received?.headers).toMatchObject({ 'content-type': 'application/pdf', 'content-length': '100000' });
    if (sent.kind !== 'answer') throw new Error(sent.what.word);
    expect(Buffer.from(sent.bytes).equals(everyByte)).toBe(true);
  });

  it('may be a part of a larger buffer', async () => {
    const { received } = await exchange({ method: 'PUT', body: everyByte.subarray(10, 20) });
    expect(received?.body.equals(everyByte.subarray(10, 20))).toBe(true);
  });

  it('is given up where it is larger than what is read', async () => {
    const pdf = { contentType: 'application/pdf', body: new Uint8Array(cap + 1) };
    expect((await exchange({ method: 'GET' }, pdf)).sent).toMatchObject({ kind: 'unanswered', why: 'too_large' });
    const fits = { ...pdf, body: new Uint8Array(cap) };
    expect((await exchange({ method: 'GET' }, fits)).sent).toMatchObject({ kind: 'answer', status: 200 });
  });

  it('may be a form with files, as the platform makes it', async () => {
    const form = new FormData();
    form.set('note', 'Følgeseddel «7»');
    form.set('scan', new File([everyByte], 'scan.pdf', { type: 'application/pdf' }));
    const made = new Response(form);
    const { received } = await exchange({
      method: 'POST',
      headers: { 'content-type': made.headers.get('content-type') ?? '' },
      body: new Uint8Array(await made.arrayBuffer()),
    });
    const read = await new Response(received?.body, {
      headers: { 'content-type': received?.headers['content-type'] ?? '' },
    }).formData();
    expect(read.get('note')).toBe('Følgeseddel «7»');
    const scan = read.get('scan') as File;
    expect({ name: scan.name, type: scan.type }).toEqual({ name: 'scan.pdf', type: 'application/pdf' });
    expect(Buffer.from(await scan.arrayBuffer()).equals(everyByte)).toBe(true);
  });
});

describe('the text of an answer', () => {
  it('is what its bytes say in UTF-8', async () => {
    const { sent } = await exchange({ method: 'GET' }, { body: '{"by":"Tromsø ✓"}', contentType: 'application/json' });
    expect(sent).toMatchObject({ body: '{"by":"Tromsø ✓"}', bytes: Buffer.from('{"by":"Tromsø ✓"}') });
  });

  it('is made when it is first read, and once', () => {
    const bytes = Buffer.from('first');
    const answer = answerOf(200, {}, bytes);
    bytes.write('later');
    expect(answer.body).toBe('later');
    bytes.write('again');
    expect(answer.body).toBe('later');
  });
});
