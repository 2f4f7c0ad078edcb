import { allTold } from '../../../../tests/setup/telling.ts';
import type { Sent } from '../../egress/request.ts';
import { retryAfter } from '../../vendor/held-back.ts';
import { pushedBy } from '../pushed.ts';
import {
  answerWith,
  problem,
  html,
  vendor,
  orderStep,
  customerStep,
  roundStep,
  readStep,
  deletionStep,
  draft,
} from '../../../../tests/setup/told-poweroffice.ts';

describe('the outcome of a failed call', () => {
  const unanswered = (why: 'timeout' | 'cut' | 'too_large'): Sent => ({
    kind: 'unanswered',
    why,
    what: { word: why },
  });
  const notSent = (
    why: 'no_budget' | 'deadline' | 'address_refused' | 'name_unknown' | 'connection_refused',
  ): Sent => ({ kind: 'not_sent', why, what: { word: why } });
  it.each<[string, Sent, string, string]>([
    ['400', problem(400, 'Enum is not valid.'), 'refused.validation', 'refused.validation'],
    [
      '404',
      answerWith(404, { Title: 'Object(s) not found', Detail: 'Product not found.' }),
      'refused.not_found',
      'refused.not_found',
    ],
    ['409', problem(409, 'is in use'), 'refused.conflict', 'refused.conflict'],
    [
      '405 of the gateway',
      answerWith(405, { statusCode: 405, message: 'Method not allowed' }),
      'refused.request',
      'refused.request',
    ],
    ['403', answerWith(403), 'held.forbidden', 'held.forbidden'],
    [
      '429',
      answerWith(429, { statusCode: '429', message: 'Rate limit is exceeded. Try again in 3 seconds.' }),
      'held.rate_limited',
      'held.rate_limited',
    ],
    ['500', problem(500, 'An error occurred.'), 'doubt.server_error', 'doubt.server_error'],
    ['502 as HTML', html(502), 'doubt.server_error', 'doubt.server_error'],
    ['403 as HTML', html(403), 'doubt.unreadable', 'held.unreadable'],
    ['401 as HTML', html(401), 'doubt.unreadable', 'held.unreadable'],
    ['404 as HTML', html(404), 'doubt.unreadable', 'held.unreadable'],
    ['200 as HTML', html(200), 'doubt.unreadable', 'held.unreadable'],
    ['an object without an id', answerWith(200, { SalesOrderNo: 5 }), 'doubt.unreadable', 'held.unreadable'],
    ['a redirect', answerWith(302, '', { location: 'https://login.test' }), 'doubt.unreadable', 'held.unreadable'],
    ['nothing', answerWith(204), 'doubt.unreadable', 'held.unreadable'],
    ['a time-out', unanswered('timeout'), 'doubt.timeout', 'doubt.timeout'],
    ['a cut', unanswered('cut'), 'doubt.cut', 'doubt.cut'],
    ['a body too large', unanswered('too_large'), 'doubt.unreadable', 'held.unreadable'],
    ['no room in the budget', notSent('no_budget'), 'postponed', 'postponed'],
    ['no time left', notSent('deadline'), 'postponed', 'postponed'],
    ['an unknown name', notSent('name_unknown'), 'held.unreachable', 'held.unreachable'],
    ['a refused connection', notSent('connection_refused'), 'held.unreachable', 'held.unreachable'],
    ['a refused address', notSent('address_refused'), 'held.address_refused', 'held.address_refused'],
  ])('after %s', async (_what, sent, onCreate, onRead) => {
    for (const [step, expected] of [
      [orderStep, onCreate],
      [customerStep, onCreate],
      [roundStep, onCreate],
      [deletionStep, onCreate],
      [readStep, onRead],
    ] as const) {
      // An empty answer is the right one for a deletion.
      if (step === deletionStep && sent.kind === 'answer' && sent.status === 204) continue;
      const { system, context } = vendor(() => sent);
      const outcome = await pushedBy(system).execute(context, step);
      const isCoded = 'code' in outcome && outcome.kind !== 'postponed';
      expect(isCoded ? outcome.code : outcome.kind).toBe(expected);
      if (isCoded) expect(outcome.code.split('.')[0]).toBe(outcome.kind);
      expect(allTold(outcome)).toMatchObject({ cause: expect.stringMatching(/./) as unknown });
    }
  });

  it("keeps the vendor's words", async () => {
    const { system, context } = vendor(() => answerWith(400, { TITLE: 'Bad', errors: { '$.CustomerId': ['wrong'] } }));
    expect(allTold(await pushedBy(system).execute(context, orderStep))).toMatchObject({
      cause: 'Bad: {"$.CustomerId":["wrong"]}',
      remedy: expect.stringMatching(/./) as unknown,
    });
  });

  it.each([
    [{ 'retry-after': '7' }, null, 7],
    [{ 'retry-after': '0' }, null, 1],
    [{}, 'Try again in 3 seconds.', 3],
    [{}, null, 1],
    [{ 'retry-after': new Date(9500).toUTCString() }, null, 9],
    [{ 'retry-after': 'soon' }, null, 1],
  ])('retryAfter reads from headers %j and words %j a pause of %i s', (headers, words, seconds) =>
    expect(retryAfter(headers as Record<string, string>, words, 0)).toBe(seconds),
  );
});

describe('tokens', () => {
  it('are shared by calls at the same time, remembered, and renewed before they expire', async () => {
    const { system, context, asked, later } = vendor(() => answerWith(200, draft()));
    await Promise.all([1, 2, 3].map(() => pushedBy(system).execute(context, readStep)));
    later(1139);
    await pushedBy(system).execute(context, readStep);
    const tokens = () => asked.filter(({ url }) => url === 'https://go.test/OAuth/Token').length;
    expect(tokens()).toBe(1);
    later(2);
    await pushedBy(system).execute(context, readStep);
    expect(tokens()).toBe(2);
    await pushedBy(system).execute({ ...context, credentials: { clientKey: 'other' } }, readStep);
    expect(tokens()).toBe(3);
  });

  it('are renewed only once after a 401', async () => {
    const renewed = vendor(({ headers }) =>
      headers?.['authorization'] === 'Bearer t1' ? answerWith(401) : answerWith(201, draft()),
    );
    expect(await pushedBy(renewed.system).execute(renewed.context, orderStep)).toMatchObject({ kind: 'done' });
    const refused = vendor(() => answerWith(401));
    expect(await pushedBy(refused.system).execute(refused.context, orderStep)).toMatchObject({
      kind: 'held',
      code: 'held.unauthorized',
    });
    expect(refused.calls()).toHaveLength(2);
  });

  it.each<[string, Sent, string]>([
    [
      'wrong keys',
      answerWith(400, { error: 'invalid_client', error_description: 'Client integration not found.' }),
      'held.unauthorized',
    ],
    ['a wrong subscription key', answerWith(401, { statusCode: 401, message: 'Access denied' }), 'held.unauthorized'],
    ['a limit', answerWith(429), 'held.rate_limited'],
    ['a fault', answerWith(503), 'held.unreachable'],
    ['a firewall', html(200), 'held.unreadable'],
    ['a time-out', { kind: 'unanswered', why: 'timeout', what: { word: 'slow' } }, 'held.unreachable'],
  ])(
    'cannot be fetched because of %s: that is never a doubt, and the next call tries again',
    async (_what, sent, code) => {
      const { system, context, asked } = vendor(
        () => answerWith(201, draft()),
        () => sent,
      );
      expect(await pushedBy(system).execute(context, orderStep)).toMatchObject({ kind: 'held', code });
      await pushedBy(system).execute(context, orderStep);
      expect(asked).toHaveLength(2);
    },
  );
});
