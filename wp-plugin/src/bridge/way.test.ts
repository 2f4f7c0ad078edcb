import {
  bridge,
  codeOf,
  pageSettings,
  json,
  loseAnswer,
  openPage,
  asIs,
  site,
  requestLines,
} from '../../../tests/setup/page.ts';
import { bridgeOver } from './conversation.ts';
import type { SessionMemory } from './way.ts';

describe('the way to the bridge', () => {
  it('is found out before a change, which is then sent once', async () => {
    const page = openPage({ isReachable: false });
    const answer = await page.bridge.ask('POST', '/tasks/1/done', { body: { said: 'Ja, "å"' }, read: asIs });
    expect(answer).toMatchObject({ ok: true, value: { sent: '{"said":"Ja, \\"å\\""}' } });
    expect(requestLines(page.seen)).toEqual(['POST token', 'GET bridge', 'POST relay', 'POST relay']);
    expect(page.bridge.way()).toBe('relay');
  });

  it('is remembered on the next page of the session', async () => {
    const page = openPage({ isReachable: false });
    await page.bridge.ask('GET', '/orders', { read: asIs });
    const next = bridgeOver(pageSettings, page.surroundings);
    page.seen.length = 0;
    await next.ask('DELETE', '/connections/c1', { read: asIs });
    expect(requestLines(page.seen)).toEqual(['POST token', 'POST relay']);
    expect(next.way()).toBe('relay');
  });

  it('is the relay from the start if an https page would have to ask an http bridge', async () => {
    const page = openPage({ given: { bridge: bridge.replace('https:', 'http:') } });
    await page.bridge.ask('GET', '/orders', { read: asIs });
    expect(requestLines(page.seen)).toEqual(['POST token', 'POST relay']);
    expect(page.bridge.way()).toBe('relay');
  });

  it('is the relay if the bridge does not answer in time', async () => {
    const never = new Promise<Response>(() => undefined);
    const page = openPage({
      patience: 5,
      // Through the relay the same bridge is asked, and answers.
      answer: () => (page.seen.some(({ to }) => to === 'relay') ? json(200, {}, { 'x-correlation-id': 'c1' }) : never),
    });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('ok');
    expect(page.bridge.way()).toBe('relay');
  });

  it('stays unknown if the bridge answers with a server error', async () => {
    const unavailable = { code: 'bridge.unavailable', title: '', cause: 'No database.', remedy: 'Wait.' };
    const page = openPage({ isReachable: false, answer: () => json(503, unavailable, { 'x-correlation-id': 'c1' }) });
    expect(codeOf(await page.bridge.ask('POST', '/tasks/1/done', { read: asIs }))).toBe('bridge.unavailable');
    expect(page.bridge.way()).toBeNull();
    expect(requestLines(page.seen)).toEqual(['POST token', 'GET bridge', 'POST relay']);
  });

  it('changes to the relay once a direct request gets no answer', async () => {
    let isCut = false;
    const page = openPage({
      answer: (seen) => {
        if (isCut && page.seen.at(-1)?.to === 'bridge') loseAnswer();
        return json(200, seen.target, { 'x-correlation-id': 'c1' });
      },
    });
    await page.bridge.ask('GET', '/orders', { read: asIs });
    isCut = true;
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('ok');
    expect(page.bridge.way()).toBe('relay');
  });

  it('never sends a change twice, even if its answer is lost', async () => {
    const page = openPage({
      answer: (seen) => (seen.method === 'POST' ? loseAnswer() : json(200, {}, { 'x-correlation-id': 'c' })),
    });
    await page.bridge.ask('GET', '/orders', { read: asIs });
    const answer = await page.bridge.ask('POST', '/tasks/1/done', { read: asIs });
    expect(codeOf(answer)).toBe('bridge.no_answer');
    expect(page.seen.filter(({ method, to }) => method === 'POST' && to === 'bridge')).toHaveLength(1);
    expect(page.seen.some(({ to }) => to === 'relay')).toBe(false);
  });

  it('is the shop’s own signature if the browser cannot sign', async () => {
    const page = openPage({ subtle: null });
    const answer = await page.bridge.ask('POST', '/tasks/1/done', { body: { a: 1 }, read: asIs });
    expect(answer).toEqual({ ok: true, value: { signed: 'by the shop' }, correlationId: 'c1' });
    expect(requestLines(page.seen)).toEqual(['POST act']);
    expect(page.seen[0]?.body).toBe('{"a":1}');
    expect(page.bridge.way()).toBe('act');
    expect(page.seen[0]?.target).toContain('method=POST&target=%2Fv1%2Fshops%2Fs1%2Ftasks%2F1%2Fdone');
  });

  it('leads through a shop without pretty permalinks, too', async () => {
    const page = openPage({ isReachable: false, given: { relay: `${site}/?rest_route=/kontor/v1/relay` } });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('ok');
  });

  it('is found out again on each page if the browser stores nothing', async () => {
    const memory: SessionMemory = { getItem: loseAnswer, setItem: loseAnswer };
    const page = openPage({ memory });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: asIs }))).toBe('ok');
    expect(page.bridge.way()).toBe('direct');
  });
});
