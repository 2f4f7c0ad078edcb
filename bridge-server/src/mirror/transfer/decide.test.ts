import { claimEvent } from '../delivery/claim.ts';
import { byHandEvent, lookupEvent, outcomeEvent, reviewEvent } from './decide.ts';
import { retrySchedule } from './transition.ts';
import type { Transfer } from './transfer.ts';

const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };
const doubt = { kind: 'doubt', code: 'doubt.timeout' } as const;

describe('an answer that may or may not have had its effect', () => {
  it('is a doubt for a document, a retry for a read, and put off for a shared object, which has its own doubt', () => {
    expect(outcomeEvent(doubt, 'document', timing)).toMatchObject({
      name: 'doubt',
      reason: 'doubt.timeout',
      afterSeconds: 15,
    });
    expect(outcomeEvent(doubt, 'read', timing)).toMatchObject({ name: 'retry', reason: 'retry.timeout' });
    expect(outcomeEvent(doubt, 'shared', timing)).toMatchObject({ name: 'postponed', afterSeconds: 15 });
  });
});

describe('asking about a doubt', () => {
  it('waits until the call is over, however early it broke off, and the lists have settled', () => {
    expect([20, 0, -3].map((left) => outcomeEvent(doubt, 'document', timing, left).afterSeconds)).toEqual([35, 15, 15]);
  });
  const asked = (absences: number, guard?: 'refuses_duplicates' | 'exact_lookup' | 'unguarded') =>
    lookupEvent({ kind: 'absent' }, { absences, replayedFrom: null }, guard, 0).name;
  it('believes that nothing is there only the second time, and sends again only what is guarded', () => {
    expect([asked(0, 'refuses_duplicates'), asked(1, 'refuses_duplicates'), asked(1, 'exact_lookup')]).toEqual([
      'absent_first',
      'absent_guarded',
      'absent_guarded',
    ]);
    expect([asked(1, 'unguarded'), asked(1)]).toEqual(['absent_unguarded', 'absent_unguarded']);
  });
  it('goes on asking for a day, then gives it to a person', () => {
    const failed = { kind: 'unknown', code: 'doubt.timeout' } as const;
    expect([
      lookupEvent(failed, { absences: 0, replayedFrom: null }, undefined, 86_399).name,
      lookupEvent(failed, { absences: 0, replayedFrom: null }, undefined, 86_400).name,
    ]).toEqual(['lookup_failed', 'unanswered']);
  });
});

describe('asking again for what a person wants looked for', () => {
  const asked = (
    replayedFrom: Transfer['replayedFrom'],
    absences = 1,
    guard: 'exact_lookup' | 'unguarded' = 'exact_lookup',
  ) =>
    [{ kind: 'found' as const, result: 1 }, { kind: 'absent' as const }].map(
      (answer) => lookupEvent(answer, { absences, replayedFrom }, guard, 0).name,
    );
  it('leaves what was whole as it is, and goes on with what was not', () => {
    expect([asked('done')[0], asked('closed')[0], asked(null)[0]]).toEqual(['found_again', 'found', 'found']);
  });
  it('makes anew what is gone, by the same rules as ever', () => {
    expect([asked('done')[1], asked('closed')[1], asked(null)[1]]).toEqual(['gone', 'gone', 'absent_guarded']);
    expect([asked('done', 0)[1], asked('done', 1, 'unguarded')[1]]).toEqual(['absent_first', 'absent_unguarded']);
  });
});

describe('claiming', () => {
  const waiting = (changes: Partial<Transfer>) =>
    claimEvent({ claims: 0, attempts: 0, ...changes } as Transfer, false).name;
  it('gives up a transfer whose workers crash, and one whose schedule is used up', () => {
    expect([waiting({}), waiting({ claims: 2 }), waiting({ claims: 3 })]).toEqual([
      'claimed',
      'claimed',
      'crashed_too_often',
    ]);
    expect([waiting({ attempts: retrySchedule.length }), waiting({ attempts: retrySchedule.length + 1 })]).toEqual([
      'claimed',
      'schedule_used_up',
    ]);
  });
  it('never overtakes an open transfer of the same order', () =>
    expect(claimEvent({ claims: 9, attempts: 99 } as Transfer, true).name).toBe('behind'));
});

describe('a newer revision', () => {
  const wanted = { kind: 'wanted' as const, reason: 'wanted.status' as const };
  const seen = (
    state: Transfer['state'],
    reason: string,
    given: Partial<Parameters<typeof reviewEvent>[1]>,
    kind: Transfer['kind'] = 'order',
    fetched = false,
    aboutKind: Transfer['aboutKind'] = 'order',
  ) =>
    reviewEvent(
      { state, kind, reason, fetched, aboutKind },
      { decision: wanted, begun: false, relevant: false, missing: null, ...given },
    )?.name ?? null;

  it('opens what a rule closed, but not what a person did', () => {
    expect([
      seen('closed', 'rule.status', {}),
      seen('closed', 'cancelled.before_sending', {}),
      seen('closed', 'elsewhere', {}),
    ]).toEqual(['wanted', 'wanted', null]);
  });
  it('drops what was not begun, and finishes what was', () => {
    const cancelled = { decision: { kind: 'cancelled' as const } };
    expect([seen('waiting', 'wanted.status', cancelled), seen('blocked', 'gap.x', cancelled)]).toEqual([
      'cancelled',
      'cancelled',
    ]);
    expect(seen('waiting', 'retry.timeout', { ...cancelled, begun: true })).toBe(null);
  });
  it('moves what is blocked only when it matters', () => {
    expect([seen('blocked', 'gap.x', { relevant: true }), seen('blocked', 'gap.x', {})]).toEqual(['changed', null]);
  });
  it('asks for an amendment or a cancellation of a document that is there, once it matters', () => {
    expect([
      seen('done', 'sent', { relevant: true }),
      seen('done', 'sent', {}),
      seen('done', 'sent', { decision: { kind: 'cancelled' } }),
    ]).toEqual(['revised', null, 'cancelled_later']);
    expect(seen('done', 'sent', { decision: { kind: 'cancelled' } }, 'cancellation')).toBe(null);
  });
  it('has what the office has not fetched made anew, and leaves what it has fetched as it is', () => {
    const handedOver = (
      given: Parameters<typeof seen>[2],
      fetched: boolean,
      kind: Transfer['kind'] = 'order',
      reason = fetched ? 'fetched' : 'offered',
    ) => seen('handed_over', reason, given, kind, fetched);
    const cancelled = { decision: { kind: 'cancelled' as const } };
    const ruledOut = { decision: { kind: 'not_wanted' as const, reason: 'rule.status' as const } };
    expect(handedOver({ relevant: true }, false)).toBe('revised');
    expect(handedOver(cancelled, false)).toBe('cancelled');
    expect(handedOver(ruledOut, false)).toBe('not_wanted');
    expect(handedOver({}, false)).toBe(null);

    expect(handedOver({ relevant: true }, true)).toBe('revised');
    expect(handedOver({ ...cancelled, begun: true }, true)).toBe('cancelled_later');
    expect(handedOver({ ...cancelled, begun: true }, true, 'order', 'cancelled.after_fetch')).toBe(null);
    expect(handedOver(ruledOut, true)).toBe(null);

    expect(handedOver({ relevant: true }, true, 'amendment')).toBe('revised');
    expect(handedOver(cancelled, false, 'amendment')).toBe('cancelled');
    expect(handedOver(cancelled, true, 'amendment')).toBe(null);
    expect(handedOver(cancelled, false, 'cancellation')).toBe(null);
    expect(handedOver({ missing: 'order' }, false, 'refund')).toBe('not_wanted');
    expect(handedOver({ missing: 'order' }, true, 'refund')).toBe(null);
  });
  it('drops a cancellation that was not begun when the order is back, and opens it when the order is called off again', () => {
    const cancelled = { decision: { kind: 'cancelled' as const } };
    expect(seen('waiting', 'wanted.cancellation', {}, 'cancellation')).toBe('not_wanted');
    expect(seen('handed_over', 'offered', {}, 'cancellation')).toBe('not_wanted');
    expect(seen('waiting', 'retry.timeout', { begun: true }, 'cancellation')).toBe(null);
    expect(seen('done', 'sent', {}, 'cancellation')).toBe(null);

    expect(seen('closed', 'rule.order_back', cancelled, 'cancellation')).toBe('wanted');
    expect(seen('closed', 'rule.order_not_sent', cancelled, 'cancellation')).toBe('wanted');
    expect(seen('closed', 'rule.order_not_sent', { ...cancelled, missing: 'order' }, 'cancellation')).toBe(null);
    expect(seen('closed', 'rule.order_back', {}, 'cancellation')).toBe(null);
    // Whoever switched cancellations off was given a task.
    expect(seen('closed', 'rule.function_off', cancelled, 'cancellation')).toBe(null);
  });
  it('gives a booked payment to a person, once, when the shop calls it off or changes it', () => {
    const cancelled = { decision: { kind: 'cancelled' as const } };
    expect([
      seen('done', 'sent', cancelled, 'payment'),
      seen('done', 'sent', { relevant: true }, 'payment'),
      seen('done', 'sent', {}, 'payment'),
    ]).toEqual(['revised', 'revised', null]);
    expect([
      seen('done', 'changed.after_sending', cancelled, 'payment'),
      seen('done', 'changed.after_sending', { relevant: true }, 'payment'),
    ]).toEqual([null, null]);
    expect(seen('done', 'sent', { decision: { kind: 'not_wanted', reason: 'rule.function_off' } }, 'payment')).toBe(
      null,
    );
  });
  it('drops an amendment of an order that is called off, but not the task about its payment or its credit note', () => {
    const cancelled = { decision: { kind: 'cancelled' as const } };
    const seenAbout = (about: Transfer['aboutKind']) =>
      seen('waiting', 'wanted.amendment', cancelled, 'amendment', false, about);
    expect([seenAbout('order'), seenAbout('payment'), seenAbout('refund')]).toEqual(['cancelled', null, null]);
  });
  it('opens and closes a payment as it does a refund', () => {
    expect([seen('closed', 'rule.no_account', {}, 'payment'), seen('closed', 'elsewhere', {}, 'payment')]).toEqual([
      'wanted',
      null,
    ]);
    expect([
      seen('waiting', 'wanted.payment', { decision: { kind: 'cancelled' } }, 'payment'),
      seen('blocked', 'gap.date_locked', { relevant: true }, 'payment'),
    ]).toEqual(['cancelled', 'changed']);
  });
  it('makes anew what nobody has fetched, and mends or takes back what somebody has', () => {
    const cancelled = { decision: { kind: 'cancelled' as const } };
    const unwanted = { decision: { kind: 'not_wanted' as const, reason: 'rule.status' as const } };
    const offered = (fetched: boolean, kind: Transfer['kind'] = 'order') =>
      [{}, { relevant: true }, cancelled, unwanted].map((given) => seen('handed_over', 'x', given, kind, fetched));
    expect(offered(false)).toEqual([null, 'revised', 'cancelled', 'not_wanted']);
    expect(offered(true)).toEqual([null, 'revised', 'cancelled_later', null]);
    expect(offered(false, 'amendment')).toEqual([null, 'revised', 'cancelled', null]);
    expect(offered(true, 'amendment')).toEqual([null, 'revised', null, null]);
    // An order that is back in the shop keeps its document.
    expect(offered(false, 'cancellation')).toEqual(['not_wanted', 'not_wanted', null, null]);
    expect(offered(true, 'cancellation')).toEqual([null, null, null, null]);
    expect(offered(false, 'refund')).toEqual([null, 'revised', 'cancelled', 'not_wanted']);
    expect(offered(true, 'refund')).toEqual([null, null, 'revised', null]);
  });
});

describe('what a person must do', () => {
  it('is a task that tells what it is about, once for each document', () => {
    const reason = { code: 'rule.not_supported' as const, case: 'order_back', values: { target: 'Go' } };
    const transfer = { subjectKind: 'order' as const, subjectId: '23', kind: 'amendment' as const };
    expect(byHandEvent(transfer, { kind: 'refund', reference: '7' }, reason)).toEqual({
      name: 'by_hand',
      reason: 'rule.not_supported',
      detail: { why: reason },
      tasks: [{ kind: 'by_hand', name: 'amendment order 23 refund 7', reason, form: null }],
    });
  });
});
