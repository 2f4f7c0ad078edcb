import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy } from './address.ts';
import { answerOf, type OutgoingRequest } from './request.ts';
import { createEgress } from './send.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const cap = 1_000_000;
/** Contains every byte, and sequences that are not valid UTF-8. */
const everyByte = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);

/** Sends the request to a server that answers with `answer`, or else with the body that it received. */
async function exchange(
  request: Omit<OutgoingRequest, 'url'>,
  answer?: { body: string | Uint8Array; contentType: string },
) {
  const received: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const { port } = await listening(
    createServer((req, res) => {
      void bodyOf(req).then((body) => {
        received.push({ headers: req.headers, body });
        res.writeHead(200, { 'content-type': answer?.contentType ?? 'application/pdf' }).end(answer?.body ?? body);
      });
    }),
    cleanUps,
  );
  const egress = createEgress({
    policyOf: () => createAddressPolicy({ privateHosts: ['127.0.0.1'], variable: 'KONTOR_TEST_PRIVATE_HOSTS' }),
    log: createLog({ level: 'silent' }),
    answerBytes: cap,
  });
  cleanUps.push(() => egress.close());
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

  it('is sent alone when it is a part of a larger buffer', async () => {
    const { received } = await exchange({ method: 'PUT', body: everyByte.subarray(10, 20) });
    expect(received?.body.equals(everyByte.subarray(10, 20))).toBe(true);
  });

  it('is given up when it is larger than allowed', async () => {
    const pdf = { contentType: 'application/pdf', body: new Uint8Array(cap + 1) };
    expect((await exchange({ method: 'GET' }, pdf)).sent).toMatchObject({ kind: 'unanswered', why: 'too_large' });
    const fits = { ...pdf, body: new Uint8Array(cap) };
    expect((await exchange({ method: 'GET' }, fits)).sent).toMatchObject({ kind: 'answer', status: 200 });
  });

  it('arrives as a form with files when the platform makes it from one', async () => {
    const form = new FormData();
    form.set('note', 'Følgeseddel «7»');
    form.set('scan', new File([everyByte], 'scan.pdf', { type: 'application/pdf' }));
    const encoded = new Response(form);
    const { received } = await exchange({
      method: 'POST',
      headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
      body: new Uint8Array(await encoded.arrayBuffer()),
    });
    const arrived = await new Response(received?.body, {
      headers: { 'content-type': received?.headers['content-type'] ?? '' },
    }).formData();
    expect(arrived.get('note')).toBe('Følgeseddel «7»');
    const scan = arrived.get('scan') as File;
    expect({ name: scan.name, type: scan.type }).toEqual({ name: 'scan.pdf', type: 'application/pdf' });
    expect(Buffer.from(await scan.arrayBuffer()).equals(everyByte)).toBe(true);
  });
});

describe('the text of an answer', () => {
  it('is decoded from its bytes as UTF-8', async () => {
    const { sent } = await exchange({ method: 'GET' }, { body: '{"by":"Tromsø ✓"}', contentType: 'application/json' });
    expect(sent).toMatchObject({ body: '{"by":"Tromsø ✓"}', bytes: Buffer.from('{"by":"Tromsø ✓"}') });
  });

  it('is decoded only once, when it is first read', () => {
    const bytes = Buffer.from('first');
    const answer = answerOf(200, {}, bytes);
    bytes.write('later');
    expect(answer.body).toBe('later');
    bytes.write('again');
    expect(answer.body).toBe('later');
  });
});
