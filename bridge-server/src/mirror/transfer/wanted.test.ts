import { readOrder } from '@kontor/shared/woocommerce';
import { everydayRules } from '../../../../tests/setup/rules.ts';
import { fixture, simpleOrder } from '../../../../tests/setup/woocommerce.ts';
import { routesOf } from './routes.ts';
import { decisionFor, wanted, wantedDocuments, type DecisiveOrder } from './wanted.ts';

const order = (changes: object = {}) => ({
  status: 'processing',
  stage: 'open' as const,
  source: 'shop',
  total: 34_900,
  totalTax: 6_980,
  createdGmt: '2026-11-22T01:18:35',
  ...changes,
});

describe('whether an order becomes a document', () => {
  it.each([
    { title: 'that is processing', changes: {}, reason: 'wanted.status' },
    { title: 'that is completed', changes: { status: 'completed', stage: 'done' }, reason: 'wanted.status' },
    { title: 'that waits for its payment', changes: { status: 'on-hold' }, reason: 'rule.status' },
    {
      title: 'that is a draft of the checkout',
      changes: { status: 'checkout-draft', stage: 'draft' },
      reason: 'rule.draft',
    },
    { title: 'that is a trial', changes: { status: 'test', stage: 'draft' }, reason: 'rule.draft' },
    {
      title: 'that was refunded in full before it was sent',
      changes: { status: 'refunded', stage: 'refunded' },
      reason: 'rule.refunded_in_full',
    },
    { title: 'that is free', changes: { total: 0, totalTax: 0 }, reason: 'rule.zero_total' },
    { title: 'that was paid by a gift card alone', changes: { total: 0 }, reason: 'wanted.status' },
  ])('is decided for an order $title by $reason', ({ changes, reason }) => {
    expect(wanted(order(changes), everydayRules())).toMatchObject({ reason });
  });

  it.each(['cancelled', 'failed', 'trash'])(
    'an order that is %s is called off, even where its status is sent',
    (status) => {
      expect(wanted(order({ status, stage: 'called_off' }), everydayRules({ statuses: [status] }))).toEqual({
        kind: 'cancelled',
      });
    },
  );

  it('an order that is gone is called off', () => expect(wanted(null, everydayRules())).toEqual({ kind: 'cancelled' }));
  it('a draft is never sent, even where its status is sent', () =>
    expect(wanted(order({ status: 'draft', stage: 'draft' }), everydayRules({ statuses: ['draft'] }))).toMatchObject({
      reason: 'rule.draft',
    }));
  it('an order of 0.00 is sent where the shop wants it', () =>
    expect(wanted(order({ total: 0, totalTax: 0 }), everydayRules({ zeroTotal: 'send' })).kind).toBe('wanted'));

  it('an order of a source that the connection does not send is left out', () => {
    expect(wanted(order({ source: 'c2' }), everydayRules())).toMatchObject({ reason: 'rule.source' });
    expect(wanted(order({ source: 'c2' }), everydayRules({ sources: ['shop', 'c2'] })).kind).toBe('wanted');
  });

  it('an order counts from the second that the connection is active from, in UTC', () => {
    const kindFrom = (activeFrom: string) => wanted(order(), everydayRules({ activeFrom })).kind;
    expect(kindFrom('2026-11-22T01:18:35Z')).toBe('wanted');
    expect(kindFrom('2026-11-22T01:18:36Z')).toBe('not_wanted');
  });
});

describe('payments', () => {
  const rules = everydayRules({ functions: ['orders', 'refunds', 'payments'] });
  /** Refunds 30, 31 and 32; the first gives nothing back. */
  const refunds = ['0.00', '100.00', '49.00'].map((amount, index) =>
    fixture('woocommerce-no/refunds/full-amount-of-simple', { id: 30 + index, amount }),
  );
  const paidOrder = (changes: object = {}, itsRefunds: readonly object[] = refunds) => {
    const read = readOrder(simpleOrder(22, { ...changes }), itsRefunds);
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };
  const paymentsOf = (decisive: DecisiveOrder | null, connectionRules: typeof rules) =>
    wantedDocuments(decisive, connectionRules)
      .filter(({ kind }) => kind === 'payment')
      .map(({ reference, total, decision }) => ({
        of: reference || 'order',
        total,
        decision: 'reason' in decision ? decision.reason : decision.kind,
      }));

  it('follow what they pay: the payment of the order behind the order, that of a refund behind the refund', () => {
    expect(
      wantedDocuments(paidOrder(), rules).map(({ kind, reference, total }) => ({ kind, reference, total })),
    ).toEqual([
      { kind: 'order', reference: '', total: 34_900 },
      { kind: 'payment', reference: '', total: 34_900 },
      { kind: 'refund', reference: '30', total: -0 },
      { kind: 'refund', reference: '31', total: -10_000 },
      { kind: 'payment', reference: 'refund-31', total: -10_000 },
      { kind: 'refund', reference: '32', total: -4900 },
      { kind: 'payment', reference: 'refund-32', total: -4900 },
    ]);
  });

  it('are wanted for a paid order and for every refund that gives something back', () => {
    expect(paymentsOf(paidOrder(), rules)).toEqual([
      { of: 'order', total: 34_900, decision: 'wanted.payment' },
      { of: 'refund-31', total: -10_000, decision: 'wanted.payment' },
      { of: 'refund-32', total: -4900, decision: 'wanted.payment' },
    ]);
  });

  it('do not exist for an order that is not paid, costs nothing, or is gone', () => {
    expect(paymentsOf(paidOrder({ date_paid_gmt: null }), rules)).toEqual([]);
    expect(paymentsOf({ ...paidOrder({}, []), total: 0 }, rules)).toEqual([]);
    expect(paymentsOf(null, rules)).toEqual([]);
  });

  it('are left out while the function is off, and before the connection is active', () => {
    expect(paymentsOf(paidOrder({}, []), everydayRules())).toMatchObject([{ decision: 'rule.function_off' }]);
    const later = { ...rules, activeFrom: '2027-01-01T00:00:00Z' };
    expect(paymentsOf(paidOrder({}, []), later)).toMatchObject([{ decision: 'rule.before_active' }]);
  });

  it('are called off with their order, except what a refund has given back', () => {
    expect(paymentsOf(paidOrder({ status: 'cancelled' }, refunds.slice(1, 2)), rules)).toEqual([
      { of: 'order', total: 34_900, decision: 'cancelled' },
      { of: 'refund-31', total: -10_000, decision: 'wanted.payment' },
    ]);
  });

  it('that exist find their decision; a payment that the shop took back is called off', () => {
    const decisionOf = (reference: string, decisive = paidOrder()) =>
      decisionFor({ kind: 'payment', reference }, decisive, rules).kind;
    expect(decisionOf('')).toBe('wanted');
    expect(decisionOf('refund-31')).toBe('wanted');
    expect(decisionOf('refund-30')).toBe('cancelled');
    expect(decisionOf('refund-99')).toBe('cancelled');
    expect(decisionOf('', paidOrder({ date_paid_gmt: null }))).toBe('cancelled');
  });

  it('have no row where they are switched off', () => {
    const routesBy = (connectionRules: typeof rules) =>
      routesOf({ shopId: 's1', subjectKind: 'order', subjectId: '22' }, paidOrder({}, []), {
        settingsVersion: 1,
        connections: [{ id: 'c', system: 'poweroffice', account: 'a', rules: connectionRules, longestKey: 50 }],
      }).map(({ kind, state }) => `${kind} ${state}`);
    expect(routesBy(rules)).toEqual(['order waiting', 'payment waiting']);
    expect(routesBy(everydayRules())).toEqual(['order waiting']);
  });
});
