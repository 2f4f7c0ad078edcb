import { codeOf, json, loseAnswer, openPage, asIs, requestLines, type Seen } from '../../../tests/setup/page.ts';

describe('a page that asks the bridge', () => {
  it('signs its request for the bridge, and gets the answer', async () => {
    const page = openPage();
    const answer = await page.bridge.ask('GET', '/orders', {
      query: { number: "A'1 ~é", none: undefined, sku: ['A', 'B'] },
      read: asIs,
    });
    expect(answer).toMatchObject({ ok: true, value: { actor: 'shop:s1/anna' }, correlationId: expect.any(String) });
    expect(requestLines(page.seen)).toEqual(['POST token', 'GET bridge']);
    expect(page.seen[1]?.target).toBe('/v1/shops/s1/orders?number=A%271%20~%C3%A9&sku=A&sku=B');
    expect(page.seen[1]?.headers.get('accept-language')).toBe('nb-NO');
    expect(page.bridge.way()).toBe('direct');
  });

  it('fetches one token for requests at the same time, and reuses it', async () => {
    const page = openPage();
    await Promise.all(['/orders', '/tasks', '/journal'].map((path) => page.bridge.ask('GET', path, { read: asIs })));
    await page.bridge.ask('GET', '/transfers', { read: asIs });
    expect(page.seen.filter(({ to }) => to === 'token')).toHaveLength(1);
  });

  it('fetches a new token shortly before the old one ends', async () => {
    let time = Date.now();
    const page = openPage({ now: () => time, bridgeNow: () => time });
    await page.bridge.ask('GET', '/orders', { read: asIs });
    for (const seconds of [269, 2]) {
      time += seconds * 1000;
      expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('ok');
    }
    expect(requestLines(page.seen)).toEqual(['POST token', 'GET bridge', 'GET bridge', 'POST token', 'GET bridge']);
  });

  it('passes on the bridge’s problem with its correlation id', async () => {
    const refusal = {
      code: 'task.unknown',
      title: 'Not there',
      cause: 'No such task.',
      remedy: 'Look it up.',
      status: 404,
    };
    const page = openPage({ answer: () => json(404, refusal, { 'x-correlation-id': 'c9' }) });
    expect(await page.bridge.ask('GET', '/tasks/9', { read: asIs })).toEqual({
      ok: false,
      problem: { ...refusal, correlationId: 'c9' },
    });
  });

  it('reports an answer in an unknown form as unreadable', async () => {
    const page = openPage();
    const read = () => {
      throw new TypeError('no list');
    };
    const answer = await page.bridge.ask('GET', '/orders', { read });
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'answer.unreadable', correlationId: expect.any(String) },
    });
  });

  it('reports a cancelled request when the page aborts it', async () => {
    const leaving = new AbortController();
    const page = openPage({
      answer: () => {
        leaving.abort();
        return loseAnswer();
      },
    });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs, signal: leaving.signal }))).toBe(
      'request.cancelled',
    );
    expect(requestLines(page.seen)).toEqual(['POST token', 'GET bridge']);
  });
});

describe('wrong clocks and refused tokens', () => {
  it('a browser with a wrong clock learns the bridge’s time, and tries once more', async () => {
    const page = openPage({ now: () => Date.now() - 3600_000 });
    expect(codeOf(await page.bridge.ask('POST', '/tasks/1/done', { read: asIs }))).toBe('ok');
    // The probe has learned the time, so the change itself succeeds at once.
    expect(requestLines(page.seen)).toEqual(['POST token', 'GET bridge', 'GET bridge', 'POST bridge']);
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('ok');
    expect(page.seen).toHaveLength(5);
  });

  it('each attempt has an id of its own', async () => {
    const page = openPage({ now: () => Date.now() - 3600_000 });
    await page.bridge.ask('GET', '/orders', { read: asIs });
    const ids = page.seen.flatMap(({ headers }) => {
      const claims = headers.get('dpop')?.split('.')[1];
      return claims ? [(JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jti: string }).jti] : [];
    });
    expect(new Set(ids).size).toBe(2);
  });

  it('a browser that is refused with the bridge’s time, too, reports the problem', async () => {
    const clocks = { bridge: '2001-01-01T00:00:00Z', caller: '2026-01-01T00:00:00Z' };
    const page = openPage({
      answer: () => json(401, { code: 'proof.skewed_clock', cause: 'Clocks.', clocks }, { 'x-correlation-id': 'c1' }),
      bridgeNow: Date.now,
    });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('proof.skewed_clock');
    expect(page.seen.filter(({ to }) => to === 'bridge')).toHaveLength(2);
  });

  it('a new token that is refused ends in a problem, and not in a loop', async () => {
    const page = openPage({ isRevoked: () => true });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('token.revoked_key');
    expect(requestLines(page.seen)).toEqual(['POST token', 'GET bridge']);
  });

  it('a cached token that is refused is replaced once', async () => {
    let isRevoked = false;
    const page = openPage({ isRevoked: () => isRevoked });
    await page.bridge.ask('GET', '/orders', { read: asIs });
    isRevoked = true;
    page.seen.length = 0;
    expect(codeOf(await page.bridge.ask('POST', '/tasks/1/done', { read: asIs }))).toBe('token.revoked_key');
    expect(requestLines(page.seen)).toEqual(['POST bridge', 'POST token', 'POST bridge']);
  });

  it('a token from a shop with a wrong clock ends in a problem', async () => {
    const page = openPage({ claims: { iat: 1_000_000_000, exp: 1_000_000_300 } });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('token.expired');
    expect(page.seen).toHaveLength(2);
  });
});

describe('the shop’s own WordPress', () => {
  const instead = (to: Seen['to'], response: () => Response) => (seen: Seen) => (seen.to === to ? response() : null);

  it.each([
    [
      'a login that has ended',
      () => json(403, { code: 'rest_cookie_invalid_nonce', message: 'Cookie check failed' }),
      'session.ended',
    ],
    ['a user without rights', () => json(401, { code: 'rest_forbidden', message: 'Sorry' }), 'session.ended'],
    [
      'a shop that is not paired',
      () => json(409, { code: 'site.unpaired', title: 'T', cause: 'C', remedy: 'R' }),
      'site.unpaired',
    ],
    ['a page of a firewall', () => new Response('<h1>No</h1>', { status: 200 }), 'shop.no_answer'],
    ['a firewall that forbids', () => new Response('<h1>No</h1>', { status: 403 }), 'shop.no_answer'],
    ['a firewall that asks for a password', () => new Response('<h1>No</h1>', { status: 401 }), 'shop.no_answer'],
    ['a firewall that forbids in JSON', () => json(403, { code: 'blocked', message: 'No' }), 'shop.no_answer'],
    ['a REST API that is closed', () => json(404, { code: 'rest_no_route', message: 'No route' }), 'shop.no_answer'],
    ['a network that has ended', loseAnswer, 'shop.no_answer'],
    ['a token of another form', () => json(200, { token: 7 }), 'shop.no_answer'],
  ])('%s becomes a problem, and the bridge is not asked', async (_title, response, code) => {
    const page = openPage({ wordpress: instead('token', response) });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe(code);
    expect(requestLines(page.seen)).toEqual(['POST token']);
  });

  it('tells why, if it cannot reach the bridge either', async () => {
    const unreachable = { code: 'bridge.unreachable', title: 'T', cause: 'C', remedy: 'R' };
    const page = openPage({ isReachable: false, wordpress: instead('relay', () => json(502, unreachable)) });
    expect(await page.bridge.ask('GET', '/orders', { read: asIs })).toEqual({
      ok: false,
      problem: { ...unreachable, status: 502, correlationId: null },
    });
    expect(page.bridge.way()).toBeNull();
  });

  it('renews its nonce while a page stays open', async () => {
    const page = openPage({
      isReachable: false,
      wordpressHeaders: { 'x-wp-nonce': 'n2' },
    });
    await page.bridge.ask('GET', '/orders', { read: asIs });
    expect(page.seen.flatMap(({ headers }) => headers.get('x-wp-nonce') ?? [])).toEqual(['n1', 'n2']);
  });
});
