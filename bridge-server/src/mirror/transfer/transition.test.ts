import { transferIdOf } from '../../../../tests/setup/ids.ts';
import { poweroffice } from '../../systems/poweroffice/system.ts';
import { readConfig } from '../../config.ts';
import { blankTransfer } from '../../../../tests/setup/blank-transfer.ts';
import type { Transfer } from './transfer.ts';
import { applyEvent, retrySchedule, type TransferEvent } from './transition.ts';

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

describe('the times', () => {
  it('are in the order that "exactly one" needs: a call ends, and lists settle, before a lease does', () => {
    const config = readConfig({});
    if (!config.ok) throw new Error('the defaults are wrong');
    const { lease, callTimeout } = config.value.timing;
    expect(poweroffice.timing.callTimeout).toBeLessThanOrEqual(callTimeout);
    expect(callTimeout + poweroffice.timing.settle).toBeLessThan(lease);
  });

  it('try a transfer again for about three days', () => {
    const days = retrySchedule.reduce((sum, seconds) => sum + seconds, 0) / 86_400;
    expect(days).toBeGreaterThan(2.8);
    expect(days).toBeLessThan(3.3);
    expect([...retrySchedule].sort((a, b) => a - b)).toEqual(retrySchedule);
  });

  it('spread retries by a fifth either way, and honour what the other side asked for', () => {
    const due = (random: number, afterSeconds?: number) =>
      applyEvent(
        transfer({ attempts: 2 }),
        { name: 'retry', reason: 'retry.timeout', ...(afterSeconds === undefined ? {} : { afterSeconds }) },
        timing,
        random,
      ).dueInSeconds;
    expect([due(0), due(0.5), due(0.999)].map((seconds) => Math.round(seconds ?? 0))).toEqual([96, 120, 144]);
    expect(due(0.5, 900)).toBe(900);
  });

  it('let a transfer behind another wait a second, doubling up to five minutes', () => {
    const waits = [0, 1, 5, 20].map(
      (laneWaits) => applyEvent(transfer({ state: 'waiting', laneWaits }), { name: 'behind' }, timing, 0).dueInSeconds,
    );
    expect(waits).toEqual([1, 2, 32, 300]);
  });
});

describe('what an event leaves of what people were asked', () => {
  const asks = [{ kind: 'question' as const, name: 'customer' }];
  const after = (before: Partial<Transfer>, event: TransferEvent) =>
    applyEvent(transfer({ asks, ...before }), event, timing, 0).next.asks;
  const asked = (name: string) => ({
    ...{ name: 'gaps' as const, reason: 'gap.customer' },
    tasks: [{ kind: 'question' as const, name, reason: { code: 'gap.customer', cause: '', remedy: '' }, form: null }],
  });

  it('keeps it while nobody knows better: tried again, put off, given up before it was planned', () => {
    expect(after({ state: 'blocked', reason: 'gap.customer' }, { name: 'retry_asked' })).toEqual(asks);
    expect(after({}, { name: 'retry', reason: 'retry.timeout' })).toEqual(asks);
    expect(after({ state: 'waiting' }, { name: 'schedule_used_up' })).toEqual(asks);
  });

  it('asks what the newest plan asks', () => {
    expect(after({}, asked('product'))).toEqual([{ kind: 'question', name: 'product' }]);
    expect(after({}, { name: 'gaps', reason: 'gap.rate_unmapped' })).toEqual([]);
  });

  it('asks nothing once it was planned without, or closed', () => {
    const planned = { frozen, intent: step, intentOpen: true };
    expect(after(planned, { name: 'doubt', reason: 'doubt.timeout' })).toEqual([]);
    expect(after(planned, { name: 'refused', reason: 'refused.validation' })).toEqual([]);
    expect(after({ state: 'blocked', reason: 'gap.customer' }, { name: 'cancelled' })).toEqual([]);
  });
});

describe('what an event leaves of a plan', () => {
  it('forgets a refused plan while nothing of the document exists, and keeps it once something does', () => {
    const refused = { name: 'refused' as const, reason: 'refused.validation' };
    const begun = { intent: step, intentOpen: true, frozen, plannedRevision: 3 };
    expect(applyEvent(transfer(begun), refused, timing, 0).next).toMatchObject({
      intentOpen: false,
      frozen: null,
      plannedRevision: null,
    });
    expect(applyEvent(transfer({ ...begun, results: { order: { id: '1' } } }), refused, timing, 0).next).toMatchObject({
      intentOpen: false,
      frozen,
      plannedRevision: 3,
    });
  });

  it('keeps an open intent through a fault, so that a retry asks first', () => {
    const blocked = applyEvent(transfer({ intent: step, intentOpen: true, frozen }), { name: 'fault' }, timing, 0).next;
    expect(blocked).toMatchObject({ state: 'blocked', intentOpen: true });
    expect(applyEvent(blocked, { name: 'retry_asked' }, timing, 0).next.state).toBe('in_doubt');
  });

  it('asks for the last step again on a replay', () => {
    const done = transfer({ state: 'done', reason: 'sent', intent: step, results: { order: { id: '1' } }, frozen });
    expect(applyEvent(done, { name: 'replay_asked' }, timing, 0).next).toMatchObject({
      state: 'in_doubt',
      intentOpen: true,
      results: {},
    });
  });

  it('counts only claims that ended without a word', () => {
    const lost = applyEvent(transfer({ claims: 2 }), { name: 'lease_over' }, timing, 0).next;
    expect(lost.claims).toBe(2);
    expect(applyEvent(transfer({ claims: 2 }), { name: 'stopped' }, timing, 0).next.claims).toBe(0);
  });
});

describe('what is handed over', () => {
  const offered = transfer({ state: 'handed_over', reason: 'offered', leaseToken: null, frozen, plannedRevision: 3 });
  const after = (from: Transfer, name: TransferEvent['name']) => applyEvent(from, { name }, timing, 0).next;

  it('is fetched until it leaves the office, and keeps what a change has said since', () => {
    const fetched = after(offered, 'fetched');
    expect(fetched).toMatchObject({ state: 'handed_over', reason: 'fetched', fetched: true });
    const cancelled = after(fetched, 'cancelled_later');
    expect(cancelled).toMatchObject({ reason: 'cancelled.after_fetch', fetched: true });
    expect(after(cancelled, 'accepted')).toMatchObject({
      state: 'done',
      reason: 'cancelled.after_sending',
      fetched: false,
    });
    expect(after(fetched, 'accepted')).toMatchObject({ state: 'done', reason: 'accepted' });
  });

  it('is planned anew while nobody has fetched it, and once the office refuses it', () => {
    const anew = { frozen: null, plannedRevision: null, fetched: false };
    expect(after(offered, 'revised')).toMatchObject({ state: 'waiting', ...anew });
    expect(after(after(offered, 'fetched'), 'refused_by_office')).toMatchObject({ state: 'blocked', ...anew });
    expect(() => after(offered, 'accepted')).toThrow('no row whose conditions hold');
  });
});
