import { blankTransfer } from '../../../../tests/setup/blank-transfer.ts';
import { transferIdOf } from '../../../../tests/setup/ids.ts';
import { readConfig } from '../../config.ts';
import { poweroffice } from '../../systems/poweroffice/system.ts';
import type { EventOf, TransferEvent } from './event.ts';
import type { Transfer } from './transfer.ts';
import { applyEvent, retrySchedule } from './transition.ts';

const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };
const transfer = (changes: Partial<Transfer> = {}): Transfer => ({
  ...blankTransfer,
  shopId: 's',
  id: transferIdOf(1),
  connectionId: 'c',
  system: 'poweroffice',
  account: 'a',
  subjectKind: 'order',
  subjectId: '1',
  kind: 'order',
  reference: '',
  aboutKind: 'order',
  aboutReference: '',
  documentKey: 's-1',
  state: 'sending',
  reason: 'claimed.worker',
  claims: 1,
  leaseToken: 'token',
  currency: 'NOK',
  total: 1,
  ...changes,
});
const step = { key: 'order', kind: 'v.order.create', does: 'document' as const, input: {} };
const frozen = { revision: 3, settings: {}, facts: {}, decisions: {}, plan: {} };

const detail = { why: { code: 'test.cause' } };
const retried: TransferEvent = { name: 'retry', reason: 'retry.timeout', detail };
const refused: TransferEvent = { name: 'refused', reason: 'refused.validation', detail, anew: false };
const accepted: TransferEvent = { name: 'accepted', document: { id: 's-1', number: 's-1', total: 1 } };

/** The transfer after the event, and when it is due. */
const after = (before: Partial<Transfer>, event: TransferEvent, random = 0) => {
  const { next, dueInSeconds } = applyEvent(transfer(before), event, timing, random);
  return { ...next, dueInSeconds };
};

describe('the times', () => {
  it('let a call end and lists settle before a lease ends, which "exactly one" needs', () => {
    const config = readConfig({});
    if (!config.ok) throw new Error('the defaults are wrong');
    const { lease, callTimeout } = config.value.timing;
    expect(poweroffice.timing.callTimeout).toBeLessThanOrEqual(callTimeout);
    expect(callTimeout + poweroffice.timing.settle).toBeLessThan(lease);
  });

  it('try a transfer again for about three days, ever later', () => {
    const days = retrySchedule.reduce((sum, seconds) => sum + seconds, 0) / 86_400;
    expect(days).toBeGreaterThan(2.8);
    expect(days).toBeLessThan(3.3);
    expect([...retrySchedule].sort((a, b) => a - b)).toEqual(retrySchedule);
  });

  it.each([
    { random: 0, seconds: 96 },
    { random: 0.5, seconds: 120 },
    { random: 0.999, seconds: 144 },
  ])('spread a retry by a fifth either way: a random number of $random makes 120 s $seconds s', ({ random, seconds }) =>
    expect(Math.round(after({ attempts: 2 }, retried, random).dueInSeconds ?? 0)).toBe(seconds),
  );

  it.each([
    { laneWaits: 0, seconds: 1 },
    { laneWaits: 1, seconds: 2 },
    { laneWaits: 5, seconds: 32 },
    { laneWaits: 20, seconds: 300 },
  ])('let a transfer behind another wait $seconds s after $laneWaits waits', ({ laneWaits, seconds }) =>
    expect(after({ state: 'waiting', laneWaits }, { name: 'behind' }).dueInSeconds).toBe(seconds),
  );
});

describe('what a transfer asks people', () => {
  const asks = [{ kind: 'question' as const, name: 'customer' }];
  const asksAfter = (before: Partial<Transfer>, event: TransferEvent) => after({ asks, ...before }, event).asks;
  const gaps = (tasks: EventOf<'gaps'>['tasks']): TransferEvent => ({
    name: 'gaps',
    reason: 'gap.customer',
    detail: { ...detail, gaps: [] },
    tasks,
  });

  it('stays the same while nobody knows better: tried again, put off, or given up before it was planned', () => {
    expect(asksAfter({ state: 'blocked', reason: 'gap.customer' }, { name: 'retry_asked' })).toEqual(asks);
    expect(asksAfter({}, retried)).toEqual(asks);
    expect(asksAfter({ state: 'waiting' }, { name: 'schedule_used_up', detail })).toEqual(asks);
  });

  it('is what the newest plan asks', () => {
    const product = { kind: 'question' as const, name: 'product', reason: { code: 'gap.customer' }, form: null };
    expect(asksAfter({}, gaps([product]))).toEqual([{ kind: 'question', name: 'product' }]);
    expect(asksAfter({}, gaps([]))).toEqual([]);
  });

  it('is nothing once it was planned without a question, or closed', () => {
    const planned = { frozen, intent: step, intentOpen: true };
    expect(asksAfter(planned, { name: 'doubt', reason: 'doubt.timeout', detail, afterSeconds: 15 })).toEqual([]);
    expect(asksAfter(planned, refused)).toEqual([]);
    expect(asksAfter({ state: 'blocked', reason: 'gap.customer' }, { name: 'cancelled' })).toEqual([]);
  });
});

describe('a plan', () => {
  const begun = { intent: step, intentOpen: true, frozen, plannedRevision: 3 };

  it('is dropped by a refusal while nothing of the document exists', () => {
    expect(after(begun, refused)).toMatchObject({ intentOpen: false, frozen: null, plannedRevision: null });
  });

  it('stays after a refusal once something of the document exists', () => {
    expect(after({ ...begun, results: { order: { id: '1' } } }, refused)).toMatchObject({
      intentOpen: false,
      frozen,
      plannedRevision: 3,
    });
  });

  it('keeps its open intent through a fault, so that a retry asks the target first', () => {
    const blocked = after(begun, { name: 'fault', detail });
    expect(blocked).toMatchObject({ state: 'blocked', intentOpen: true });
    expect(after(blocked, { name: 'retry_asked' }).state).toBe('in_doubt');
  });

  it('has its last step asked about by a replay', () => {
    const done = { state: 'done', reason: 'sent', intent: step, results: { order: { id: '1' } }, frozen } as const;
    expect(after(done, { name: 'replay_asked' })).toMatchObject({ state: 'in_doubt', intentOpen: true, results: {} });
  });
});

describe('a claim', () => {
  it('is counted when the worker was lost', () =>
    expect(after({ claims: 2 }, { name: 'lease_over', afterSeconds: 0 }).claims).toBe(2));
  it('is forgotten when it ended in an orderly way', () =>
    expect(after({ claims: 2 }, { name: 'stopped' }).claims).toBe(0));
});

describe('a document that is handed over', () => {
  const offered = { state: 'handed_over', reason: 'offered', leaseToken: null, frozen, plannedRevision: 3 } as const;
  const fetched = after(offered, { name: 'fetched', afterSeconds: 60 });
  const anew = { frozen: null, plannedRevision: null, fetched: false };

  it('counts as fetched until it leaves the office, and goes on telling what the shop has changed since', () => {
    expect(fetched).toMatchObject({ state: 'handed_over', reason: 'fetched', fetched: true });
    const cancelled = after(fetched, { name: 'cancelled_later' });
    expect(cancelled).toMatchObject({ reason: 'cancelled.after_fetch', fetched: true });
    const acceptedAfterwards = { state: 'done', reason: 'cancelled.after_sending', fetched: false };
    expect(after(cancelled, accepted)).toMatchObject(acceptedAfterwards);
  });

  it('is done once the office accepts it', () =>
    expect(after(fetched, accepted)).toMatchObject({ state: 'done', reason: 'accepted' }));

  it('is planned anew when the shop changes it before anybody has fetched it', () =>
    expect(after(offered, { name: 'revised' })).toMatchObject({ state: 'waiting', ...anew }));

  it('is planned anew once the office has refused it', () =>
    expect(after(fetched, { name: 'refused_by_office', detail })).toMatchObject({ state: 'blocked', ...anew }));

  it('cannot be accepted before it is fetched', () =>
    expect(() => after(offered, accepted)).toThrow('no row whose conditions hold'));
});
