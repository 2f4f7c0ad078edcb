import { exportJWK, generateKeyPair, CompactSign, type JWK } from 'jose';
import supertest from 'supertest';
import { signRequest, type RequestToSign, type Signer } from '@kontor/client/sign';
import { problem } from '@kontor/shared/problem';
import { proofHeader, proofType } from '@kontor/shared/proof';
import type { KeyLookup, Keys } from '../auth/keys.ts';
import { createLog } from '../log.ts';
import type { ResultsReader } from '../mirror/transfer/results.ts';
import type { Intake, Received, ReceiveRequest } from '../orders/receive.ts';
import { createApp, type AppParts } from './app.ts';

const publicUrl = 'https://kontor.example.com';
const path = '/v1/shops/s1/events';
const events = JSON.stringify({ events: [{ generation: 1, order: { id: 7 } }] });

let privateJwk: JWK;
let keys: Keys;
beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  privateJwk = await exportJWK(privateKey);
  const known: Record<string, Record<string, KeyLookup>> = {
    s1: { k1: { kind: 'usable', key: publicKey, name: '' }, old: { kind: 'revoked' } },
    s2: { k1: { kind: 'usable', key: publicKey, name: '' } },
  };
  keys = {
    find: async (shop, keyId) =>
      known[shop] ? (known[shop][keyId] ?? { kind: 'unknown_key' }) : { kind: 'unknown_issuer' },
  };
});

/**
 * An app whose intake records its requests, refuses the id of a proof the second time, and answers `accepted` for each
 * event.
 */
function bridge(changed: Partial<AppParts> = {}, answer?: Received) {
  const received: ReceiveRequest[] = [];
  const lines: string[] = [];
  const used = new Set<string>();
  const intake: Intake = {
    async receive(request) {
      received.push(request);
      if (used.has(request.proof.id)) return { kind: 'replayed' };
      used.add(request.proof.id);
      return (
        answer ?? {
          kind: 'outcomes',
          outcomes: request.events.map((_, index) => ({ outcome: 'accepted', id: String(index + 1), revision: 1 })),
        }
      );
    },
  };
  const log = createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  const results: ResultsReader = {
    read: async (_shop, after) =>
      after === 'bad'
        ? { kind: 'bad_cursor' }
        : { kind: 'answer', answer: { results: [], cursor: `after ${after}`, more: false } },
  };
  const app = createApp({
    config: { publicUrl, proxyHops: 0 },
    log,
    keys,
    intake,
    results,
    ready: async () => [],
    ...changed,
  });
  return { http: supertest(app), received, lines };
}

type Signing = Partial<Signer & RequestToSign>;
const sign = (changed: Signing = {}) =>
  signRequest(
    { bridge: publicUrl, shop: 's1', keyId: 'k1', privateKey: privateJwk, ...changed },
    { method: 'POST', url: publicUrl + path, body: events, ...changed },
  );
async function post(
  http: ReturnType<typeof bridge>['http'],
  request: { path?: string; body?: string; signing?: Signing; proof?: string; headers?: Record<string, string> } = {},
) {
  const body = request.body ?? events;
  const proof = request.proof ?? sign({ body, ...request.signing });
  return http
    .post(request.path ?? path)
    .set({ 'content-type': 'application/json', [proofHeader]: proof, ...request.headers })
    .send(body);
}

function expectProblem(answer: supertest.Response, status: number, code: string) {
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const body = problem.parse(JSON.parse(answer.text));
  expect(body).toMatchObject({
    status,
    code,
    type: `/errors/${code}`,
    correlationId: answer.headers['x-correlation-id'],
  });
  expect(answer.status).toBe(status);
  expect(answer.text).not.toMatch(/\bat .*\.ts|node_modules/);
  return body;
}

describe('POST /v1/shops/{shop}/events', () => {
  it('hands the events to the intake and answers their outcomes', async () => {
    const { http, received, lines } = bridge();
    const answer = await post(http, {
      path: `${path}?batch=1`,
      signing: { url: `${publicUrl}${path}?batch=1`, id: 'a-sixteen-char-id' },
      headers: { host: 'elsewhere.example' },
    });
    expect(answer.status).toBe(200);
    const correlationId: unknown = answer.headers['x-correlation-id'];
    expect(answer.body).toEqual({ correlationId, outcomes: [{ outcome: 'accepted', id: '1', revision: 1 }] });
    expect(received).toEqual([
      {
        shop: 's1',
        proof: { id: 'a-sixteen-char-id', expiresAt: expect.any(Date) as unknown },
        events: [{ generation: 1, order: { id: 7 } }],
        correlationId,
      },
    ]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      correlationId,
      method: 'POST',
      path,
      status: 200,
      ms: expect.any(Number) as unknown,
    });
  });

  it('takes a request once, and refuses it when it is sent again with the same proof', async () => {
    const { http } = bridge();
    const proof = sign();
    expect((await post(http, { proof })).status).toBe(200);
    expectProblem(await post(http, { proof }), 409, 'proof.replayed');
  });

  it('shows both clocks to a caller whose clock is wrong', async () => {
    const { http, received } = bridge({ now: () => Date.parse('2026-03-01T12:00:00Z') });
    const { clocks } = expectProblem(
      await post(http, { signing: { now: new Date('2026-03-01T12:02:00Z') } }),
      401,
      'proof.skewed_clock',
    );
    expect(clocks).toEqual({ bridge: '2026-03-01T12:00:00.000Z', caller: '2026-03-01T12:02:00.000Z' });
    expect(received).toEqual([]);
  });

  it('answers another shop exactly like one that does not exist', async () => {
    const { http, received } = bridge();
    const answers = [
      await post(http, { path: '/v1/shops/s2/events', signing: { url: `${publicUrl}/v1/shops/s2/events` } }),
      await post(http, { path: '/v1/shops/s9/events', signing: { url: `${publicUrl}/v1/shops/s9/events` } }),
      await post(http, {
        path: '/v1/shops/s9/events',
        signing: { shop: 's9', url: `${publicUrl}/v1/shops/s9/events` },
      }),
      await post(http, {
        path: '/v1/shops/%00/events',
        signing: { shop: '\u0000', url: `${publicUrl}/v1/shops/%00/events` },
      }),
    ];
    const bodies = answers.map((answer) => ({ ...expectProblem(answer, 404, 'shop.unknown'), correlationId: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    const headerNames = answers.map((answer) => Object.keys(answer.headers).sort().join());
    expect(new Set(headerNames).size).toBe(1);
    expect(received).toEqual([]);
  });

  it.each<[string, Parameters<typeof post>[1], number, string]>([
    ['a tampered body', { signing: { body: '{}' } }, 401, 'proof.wrong_body'],
    ['a tampered query', { path: `${path}?all=1` }, 401, 'proof.wrong_address'],
    ['a proof for another method', { signing: { method: 'PUT' } }, 401, 'proof.wrong_method'],
    ['a proof for another bridge', { signing: { bridge: 'https://other.example' } }, 401, 'proof.wrong_audience'],
    ['an unknown key', { signing: { keyId: 'k9' } }, 401, 'proof.unknown_key'],
    ['a revoked key', { signing: { keyId: 'old' } }, 401, 'proof.revoked_key'],
    ['an unreadable proof', { proof: 'nonsense' }, 401, 'proof.unreadable'],
    ['no proof', { proof: '' }, 401, 'proof.missing'],
    ['broken JSON', { body: '{"events": [' }, 400, 'body.broken_json'],
    ['another shape', { body: '{"orders": []}' }, 400, 'events.unreadable'],
    ['no event', { body: '{"events": []}' }, 400, 'events.unreadable'],
    ['too many events', { body: JSON.stringify({ events: Array(101).fill(1) }) }, 413, 'events.too_many'],
    ['a compressed body', { headers: { 'content-encoding': 'gzip' } }, 415, 'body.compressed'],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415, 'body.wrong_type'],
    ['another charset', { headers: { 'content-type': 'application/json; charset=latin1' } }, 415, 'body.wrong_type'],
  ])('refuses %s', async (_what, request, status, code) => {
    const { http, received, lines } = bridge();
    expectProblem(await post(http, request), status, code);
    expect(received).toEqual([]);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ status, code });
  });

  it('refuses a proof that another key signed, and a proof that was changed after signing', async () => {
    const { http, received } = bridge();
    const otherPair = await generateKeyPair('EdDSA', { extractable: true });
    expectProblem(
      await post(http, { signing: { privateKey: await exportJWK(otherPair.privateKey) } }),
      401,
      'proof.wrong_signature',
    );
    const proof = sign();
    const [header, , signature] = proof.split('.');
    const claims = JSON.parse(Buffer.from(proof.split('.')[1] ?? '', 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...claims, jti: 'another-id-of-16' })).toString('base64url');
    expectProblem(await post(http, { proof: `${header}.${changed}.${signature}` }), 401, 'proof.wrong_signature');
    expect(received).toEqual([]);
  });

  it.each([
    ['none', 'proof.wrong_algorithm'],
    ['HS256', 'proof.wrong_algorithm'],
  ])('refuses a proof with the algorithm %s', async (alg, code) => {
    const { http, received } = bridge();
    const payload = sign().split('.')[1] ?? '';
    const header = { alg, typ: proofType, kid: 'k1' };
    const proof =
      alg === 'none'
        ? `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`
        : await new CompactSign(Buffer.from(payload, 'base64url'))
            .setProtectedHeader(header)
            .sign(Buffer.from(privateJwk.x ?? '', 'base64url'));
    expectProblem(await post(http, { proof }), 401, code);
    expect(received).toEqual([]);
  });

  it('refuses a token of another type', async () => {
    const { http } = bridge();
    const token = sign().split('.');
    token[0] = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'JWT', kid: 'k1' })).toString('base64url');
    expectProblem(await post(http, { proof: token.join('.') }), 401, 'proof.wrong_type');
  });

  const tooMuch = 4 * 1024 * 1024 + 1;
  it('refuses a body that announces too large a length, and one that turns out too large', async () => {
    const { http, received } = bridge();
    expectProblem(await post(http, { body: ' '.repeat(tooMuch) }), 413, 'body.too_large');
    const chunked = http
      .post(path)
      .set({ 'content-type': 'application/json', 'transfer-encoding': 'chunked', [proofHeader]: sign() });
    for (let sent = 0; sent < tooMuch; sent += 64 * 1024) chunked.write(' '.repeat(64 * 1024));
    expectProblem(await chunked, 413, 'body.too_large');
    expect(received).toEqual([]);
  });

  it('takes a body of the largest size', async () => {
    const { http } = bridge();
    expect((await post(http, { body: events.padEnd(tooMuch - 1) })).status).toBe(200);
  });

  it('asks the shop to try again later when nothing can be stored or no key can be read', async () => {
    const unavailable = await post(bridge({}, { kind: 'unavailable', cause: 'the disk is full' }).http);
    expectProblem(unavailable, 503, 'bridge.unavailable');
    expect(unavailable.text).not.toContain('disk is full');
    const keyless = await post(
      bridge({
        keys: {
          find: async () => {
            throw new Error('connection lost');
          },
        },
      }).http,
    );
    expectProblem(keyless, 503, 'bridge.unavailable');
    for (const answer of [unavailable, keyless]) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('tells the caller no details of an internal error, but logs them with the correlation id', async () => {
    const { http, lines } = bridge({
      intake: {
        receive: async () => {
          throw new Error('secret inside');
        },
      },
    });
    const answer = await post(http);
    const correlationId: unknown = answer.headers['x-correlation-id'];
    expectProblem(answer, 500, 'bridge.fault');
    expect(answer.text).not.toContain('secret inside');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({
        level: 'error',
        code: 'bridge.fault',
        correlationId,
        err: expect.objectContaining({ message: 'secret inside', stack: expect.any(String) as unknown }) as unknown,
      }),
    );
  });
});

describe('GET /v1/shops/{shop}/results', () => {
  const results = '/v1/shops/s1/results';
  const get = async (path: string, signing: Signing = {}) =>
    bridge()
      .http.get(path)
      .set({ [proofHeader]: sign({ method: 'GET', url: publicUrl + path, body: '', ...signing }) });

  it('reads from the beginning without a cursor, and from the cursor that the request names', async () => {
    expect((await get(results)).body).toEqual({ results: [], cursor: 'after null', more: false });
    const answer = await get(`${results}?after=x`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ results: [], cursor: 'after x', more: false });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each<[string, string, Signing, number, string]>([
    ['a tampered query', `${results}?after=x`, { url: publicUrl + results }, 401, 'proof.wrong_address'],
    ['a proof for another method', results, { method: 'POST' }, 401, 'proof.wrong_method'],
    ['a proof for a body', results, { body: '{}' }, 401, 'proof.wrong_body'],
    ['an old proof', results, { now: new Date(Date.now() - 120_000) }, 401, 'proof.skewed_clock'],
    ['a revoked key', results, { keyId: 'old' }, 401, 'proof.revoked_key'],
    ['another shop', '/v1/shops/s2/results', {}, 404, 'shop.unknown'],
    ['a text that is no cursor', `${results}?after=bad`, {}, 400, 'results.bad_cursor'],
    ['two cursors', `${results}?after=a&after=b`, {}, 400, 'results.bad_cursor'],
  ])(
    'refuses %s',
    async (_what, path, signing, status, code) => void expectProblem(await get(path, signing), status, code),
  );

  it('refuses a request without a proof, and asks to try again later while the database does not answer', async () => {
    expectProblem(await bridge().http.get(results), 401, 'proof.missing');
    const away = bridge({ results: { read: async () => ({ kind: 'unavailable', cause: 'the disk is full' }) } });
    const answer = await away.http
      .get(results)
      .set({ [proofHeader]: sign({ method: 'GET', url: publicUrl + results, body: '' }) });
    expectProblem(answer, 503, 'bridge.unavailable');
    expect(answer.text).not.toContain('disk is full');
  });
});

describe('every address', () => {
  it('refuses other methods, and names those that it has', async () => {
    const { http } = bridge();
    for (const method of ['get', 'put', 'delete', 'patch', 'options'] as const) {
      const answer = await http[method](path);
      expectProblem(answer, 405, 'route.wrong_method');
      expect(answer.headers['allow']).toBe('POST');
    }
    expect((await http.post('/healthz')).headers['allow']).toBe('GET, HEAD');
  });

  it('must be written exactly, with the same case and without a slash at the end', async () => {
    const { http } = bridge();
    for (const unknown of ['/', '/v1', `${path}/`, path.toUpperCase(), '/v1/shops//events'])
      expectProblem(await http.post(unknown), 404, 'route.unknown');
    expectProblem(await http.post('/v1/shops/%E0%A4%A/events'), 400, 'request.unreadable');
  });

  it("answers with the bridge's own correlation id and security headers, and does not name its software", async () => {
    const { http } = bridge();
    const answer = await http.get('/nowhere').set('x-correlation-id', 'mine');
    expect(answer.headers).toMatchObject({
      'x-correlation-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
      'strict-transport-security': expect.any(String) as unknown,
    });
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });

  it.each([
    [undefined, 'en', 'There is nothing here'],
    ['de-AT,de;q=0.9,en;q=0.5', 'de', 'Hier gibt es nichts'],
    ['nn-NO', 'nb', 'Her finnes det ingenting'],
    ['fr', 'en', 'There is nothing here'],
  ])('with accept-language %s answers in %s', async (acceptLanguage, language, title) => {
    const request = bridge().http.get('/nowhere');
    const answer = await (acceptLanguage === undefined ? request : request.set('accept-language', acceptLanguage));
    expect(answer.headers).toMatchObject({ 'content-language': language, vary: 'accept-language' });
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'route.unknown', title });
  });

  it('is logged without its query', async () => {
    const { http, lines } = bridge();
    await http.get('/nowhere?token=hidden');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ path: '/nowhere', status: 404, code: 'route.unknown' });
    expect(lines.join('')).not.toContain('hidden');
  });
});
