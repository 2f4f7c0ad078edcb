import { reviewEvent, type Review } from './review-event.ts';
import type { Transfer } from './transfer.ts';
import type { Wanted } from './wanted.ts';

describe('a review', () => {
  const cancelled: Wanted = { kind: 'cancelled' };
  const ruledOut: Wanted = { kind: 'not_wanted', reason: 'rule.status' };
  /** The event of a review; null: nothing follows. By default the order is wanted and nothing has changed. */
  const eventOf = (
    transfer: Pick<Transfer, 'state' | 'reason'> & Partial<Pick<Transfer, 'kind' | 'fetched' | 'aboutKind'>>,
    review: Partial<Review> = {},
  ) =>
    reviewEvent(
      { kind: 'order', fetched: false, aboutKind: 'order', ...transfer },
      {
        decision: { kind: 'wanted', reason: 'wanted.status' },
        begun: false,
        relevant: false,
        missing: null,
        ...review,
      },
    )?.name ?? null;

  describe('of a closed order', () => {
    it('opens what a rule or a cancellation closed', () => {
      expect(eventOf({ state: 'closed', reason: 'rule.status' })).toBe('wanted');
      expect(eventOf({ state: 'closed', reason: 'cancelled.before_sending' })).toBe('wanted');
    });
    it('leaves what a person closed', () => expect(eventOf({ state: 'closed', reason: 'elsewhere' })).toBeNull());
  });

  describe('of an order that is called off', () => {
    it('drops a transfer that was not begun', () => {
      expect(eventOf({ state: 'waiting', reason: 'wanted.status' }, { decision: cancelled })).toBe('cancelled');
      expect(eventOf({ state: 'blocked', reason: 'gap.x' }, { decision: cancelled })).toBe('cancelled');
    });
    it('lets a transfer finish that was begun', () =>
      expect(eventOf({ state: 'waiting', reason: 'retry.timeout' }, { decision: cancelled, begun: true })).toBeNull());
  });

  it('moves a blocked transfer only when the change matters to it', () => {
    expect(eventOf({ state: 'blocked', reason: 'gap.x' }, { relevant: true })).toBe('changed');
    expect(eventOf({ state: 'blocked', reason: 'gap.x' })).toBeNull();
  });

  it('asks for an amendment or a cancellation of a document that is there', () => {
    const done = { state: 'done', reason: 'sent' } as const;
    expect(eventOf(done, { relevant: true })).toBe('revised');
    expect(eventOf(done, { decision: cancelled })).toBe('cancelled_later');
    expect(eventOf(done)).toBeNull();
    expect(eventOf({ ...done, kind: 'cancellation' }, { decision: cancelled })).toBeNull();
  });

  describe('of a document that is offered and not fetched', () => {
    const offered = (kind: Transfer['kind']) => ({ state: 'handed_over', reason: 'offered', kind }) as const;

    it.each<{
      kind: Transfer['kind'];
      unchanged: string | null;
      changed: string | null;
      calledOff: string | null;
      ruledOutEvent: string | null;
    }>([
      { kind: 'order', unchanged: null, changed: 'revised', calledOff: 'cancelled', ruledOutEvent: 'not_wanted' },
      { kind: 'amendment', unchanged: null, changed: 'revised', calledOff: 'cancelled', ruledOutEvent: null },
      // An order that is back in the shop keeps its document.
      { kind: 'cancellation', unchanged: 'not_wanted', changed: 'not_wanted', calledOff: null, ruledOutEvent: null },
      { kind: 'refund', unchanged: null, changed: 'revised', calledOff: 'cancelled', ruledOutEvent: 'not_wanted' },
    ])(
      'has the $kind made anew when it changed, and drops it when it is not wanted',
      ({ kind, unchanged, changed, calledOff, ruledOutEvent }) => {
        expect(eventOf(offered(kind))).toBe(unchanged);
        expect(eventOf(offered(kind), { relevant: true })).toBe(changed);
        expect(eventOf(offered(kind), { decision: cancelled })).toBe(calledOff);
        expect(eventOf(offered(kind), { decision: ruledOut })).toBe(ruledOutEvent);
      },
    );

    it('drops a refund whose order was not sent', () =>
      expect(eventOf(offered('refund'), { missing: 'order' })).toBe('not_wanted'));
  });

  describe('of a document that the office has fetched', () => {
    const fetched = (kind: Transfer['kind'], reason = 'fetched') =>
      ({ state: 'handed_over', reason, kind, fetched: true }) as const;

    it.each<{ kind: Transfer['kind']; changed: string | null; calledOff: string | null }>([
      { kind: 'order', changed: 'revised', calledOff: 'cancelled_later' },
      { kind: 'amendment', changed: 'revised', calledOff: null },
      { kind: 'cancellation', changed: null, calledOff: null },
      { kind: 'refund', changed: null, calledOff: 'revised' },
    ])('amends or cancels the $kind, and never drops it', ({ kind, changed, calledOff }) => {
      expect(eventOf(fetched(kind))).toBeNull();
      expect(eventOf(fetched(kind), { relevant: true })).toBe(changed);
      expect(eventOf(fetched(kind), { decision: cancelled })).toBe(calledOff);
      expect(eventOf(fetched(kind), { decision: ruledOut })).toBeNull();
    });

    it('cancels it once only', () => {
      const review = { decision: cancelled, begun: true };
      expect(eventOf(fetched('order'), review)).toBe('cancelled_later');
      expect(eventOf(fetched('order', 'cancelled.after_fetch'), review)).toBeNull();
    });

    it('leaves a refund whose order was not sent', () =>
      expect(eventOf(fetched('refund'), { missing: 'order' })).toBeNull());
  });

  describe('of a cancellation', () => {
    const cancellation = (state: Transfer['state'], reason: string) =>
      ({ state, reason, kind: 'cancellation' }) as const;

    it('drops it when it was not begun and the order is back', () => {
      expect(eventOf(cancellation('waiting', 'wanted.cancellation'))).toBe('not_wanted');
      expect(eventOf(cancellation('handed_over', 'offered'))).toBe('not_wanted');
      expect(eventOf(cancellation('waiting', 'retry.timeout'), { begun: true })).toBeNull();
      expect(eventOf(cancellation('done', 'sent'))).toBeNull();
    });
    it('opens it when the order is called off again', () => {
      expect(eventOf(cancellation('closed', 'rule.order_back'), { decision: cancelled })).toBe('wanted');
      expect(eventOf(cancellation('closed', 'rule.order_not_sent'), { decision: cancelled })).toBe('wanted');
    });
    it('leaves it closed while the order is not at the target, or not called off', () => {
      const notSent = cancellation('closed', 'rule.order_not_sent');
      expect(eventOf(notSent, { decision: cancelled, missing: 'order' })).toBeNull();
      expect(eventOf(cancellation('closed', 'rule.order_back'))).toBeNull();
    });
    it('leaves it to the person who was given a task when cancellations were switched off', () =>
      expect(eventOf(cancellation('closed', 'rule.function_off'), { decision: cancelled })).toBeNull());
  });

  describe('of a payment', () => {
    const payment = (state: Transfer['state'], reason: string) => ({ state, reason, kind: 'payment' }) as const;

    it('gives it to a person when it is booked and the shop calls it off or changes it', () => {
      expect(eventOf(payment('done', 'sent'), { decision: cancelled })).toBe('revised');
      expect(eventOf(payment('done', 'sent'), { relevant: true })).toBe('revised');
    });
    it('leaves it when nothing changed, or only the settings', () => {
      expect(eventOf(payment('done', 'sent'))).toBeNull();
      const switchedOff: Wanted = { kind: 'not_wanted', reason: 'rule.function_off' };
      expect(eventOf(payment('done', 'sent'), { decision: switchedOff })).toBeNull();
    });
    it('gives it to a person only once', () => {
      expect(eventOf(payment('done', 'changed.after_sending'), { decision: cancelled })).toBeNull();
      expect(eventOf(payment('done', 'changed.after_sending'), { relevant: true })).toBeNull();
    });
    it('opens and closes it as it does a refund', () => {
      expect(eventOf(payment('closed', 'rule.no_account'))).toBe('wanted');
      expect(eventOf(payment('closed', 'elsewhere'))).toBeNull();
      expect(eventOf(payment('waiting', 'wanted.payment'), { decision: cancelled })).toBe('cancelled');
      expect(eventOf(payment('blocked', 'gap.date_locked'), { relevant: true })).toBe('changed');
    });
  });

  it('drops an amendment of an order that is called off, but not the task about its payment or its credit note', () => {
    const eventOfAmendment = (aboutKind: Transfer['aboutKind']) =>
      eventOf({ state: 'waiting', reason: 'wanted.amendment', kind: 'amendment', aboutKind }, { decision: cancelled });
    expect(eventOfAmendment('order')).toBe('cancelled');
    expect(eventOfAmendment('payment')).toBeNull();
    expect(eventOfAmendment('refund')).toBeNull();
  });
});
