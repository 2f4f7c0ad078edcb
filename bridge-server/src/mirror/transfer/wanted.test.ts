import { readOrder } from '@kontor/shared/woocommerce';
import { everydayRules } from '../../../../tests/setup/rules.ts';
import { fixture, simpleOrder } from '../../../../tests/setup/woocommerce.ts';
import { routesOf } from './routes.ts';
import { decisionFor, wanted, wantedDocuments } from './wanted.ts';

const order = (changes: object = {}) => ({
  status: 'processing',
  stage: 'open' as const,
  source: 'shop',
  total: 34_900,
  totalTax: 6_980,
  createdGmt: '2026-11-22T01:18:35',
  ...changes,
});

describe('which orders become documents', () => {
  it.each([
    ['processing', {}, 'wanted.status'],
    ['completed', { status: 'completed', stage: 'done' }, 'wanted.status'],
    ['waiting for payment', { status: 'on-hold' }, 'rule.status'],
    ['a draft of the checkout', { status: 'checkout-draft', stage: 'draft' }, 'rule.draft'],
    ['a trial', { status: 'test', stage: 'draft' }, 'rule.draft'],
    ['refunded in full before it was sent', { status: 'refunded', stage: 'refunded' }, 'rule.refunded_in_full'],
    ['free', { total: 0, totalTax: 0 }, 'rule.zero_total'],
    ['paid by a gift card alone', { total: 0 }, 'wanted.status'],
  ])('%s', (_title, changes, reason) => {
    expect(wanted(order(changes), everydayRules())).toMatchObject({ reason });
  });

  it.each(['cancelled', 'failed', 'trash'])('%s is called off, even where the status is listed', (status) => {
    expect(wanted(order({ status, stage: 'called_off' }), everydayRules({ statuses: [status] }))).toEqual({
      kind: 'cancelled',
    });
  });

  it('an order that is gone is called off', () => expect(wanted(null, everydayRules())).toEqual({ kind: 'cancelled' }));
  it('a draft is never sent, even where its status is listed', () =>
    expect(wanted(order({ status: 'draft', stage: 'draft' }), everydayRules({ statuses: ['draft'] }))).toMatchObject({
      reason: 'rule.draft',
    }));
  it('an order of 0.00 is sent where the shop wants it', () =>
    expect(wanted(order({ total: 0, totalTax: 0 }), everydayRules({ zeroTotal: 'send' })).kind).toBe('wanted'));

  it('an order of a source that the connection does not send is left out', () => {
    expect(wanted(order({ source: 'c2' }), everydayRules())).toMatchObject({ reason: 'rule.source' });
    expect(wanted(order({ source: 'c2' }), everydayRules({ sources: ['shop', 'c2'] })).kind).toBe('wanted');
  });

  it('counts from the second that a connection is active from, in UTC', () => {
    const from = (activeFrom: string) => wanted(order(), everydayRules({ activeFrom })).kind;
    expect([from('2026-11-22T01:18:35Z'), from('2026-11-22T01:18:36Z')]).toEqual(['wanted', 'not_wanted']);
  });
});

describe('payments', () => {
  const functions = ['orders', 'refunds', 'payments'] as const;
  const rules = everydayRules({ functions: [...functions] });
  const refunds = ['0.00', '100.00', '49.00'].map((amount, index) =>
    fixture('woocommerce-no/refunds/full-amount-of-simple', { id: 30 + index, amount }),
  );
  const paid = (changes: object = {}, given: readonly object[] = refunds) => {
    const read = readOrder(simpleOrder(22, { ...changes }), given);
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };
  const brief = (...given: Parameters<typeof wantedDocuments>) =>
    wantedDocuments(...given)
      .filter(({ kind }) => kind === 'payment')
      .map(
        ({ reference, total, decision }) =>
          `${reference || 'order'} ${total} ${'reason' in decision ? decision.reason : decision.kind}`,
      );

  it('of a paid order and of what its refunds give back follow what they pay, in that order', () => {
    expect(wantedDocuments(paid(), rules).map(({ kind, reference, total }) => `${kind} ${reference} ${total}`)).toEqual(
      [
        'order  34900',
        'payment  34900',
        'refund 30 0',
        'refund 31 -10000',
        'payment refund-31 -10000',
        'refund 32 -4900',
        'payment refund-32 -4900',
      ],
    );
    expect(brief(paid(), rules)).toEqual([
      'order 34900 wanted.payment',
      'refund-31 -10000 wanted.payment',
      'refund-32 -4900 wanted.payment',
    ]);
  });

  it('of what is not paid, or costs nothing, are none', () => {
    expect(brief(paid({ date_paid_gmt: null }), rules)).toEqual([]);
    expect(brief({ ...paid({}, []), total: 0 }, rules)).toEqual([]);
    expect(brief(null, rules)).toEqual([]);
  });

  it('are left out while the function is off, before the connection is active, and with an order that is called off', () => {
    expect(brief(paid({}, []), everydayRules())).toEqual(['order 34900 rule.function_off']);
    expect(brief(paid({}, []), { ...rules, activeFrom: '2027-01-01T00:00:00Z' })).toEqual([
      'order 34900 rule.before_active',
    ]);
    // What a refund has given back stays given back.
    expect(brief(paid({ status: 'cancelled' }, refunds.slice(1, 2)), rules)).toEqual([
      'order 34900 cancelled',
      'refund-31 -10000 wanted.payment',
    ]);
  });

  it('that exist find their decision; one that the shop took back is called off', () => {
    const decision = (reference: string, order = paid()) =>
      decisionFor({ kind: 'payment', reference }, order, rules).kind;
    expect([
      decision(''),
      decision('refund-31'),
      decision('refund-30'),
      decision('refund-99'),
      decision('', paid({ date_paid_gmt: null })),
    ]).toEqual(['wanted', 'wanted', 'cancelled', 'cancelled', 'cancelled']);
  });

  it('have no row where they are switched off', () => {
    const kinds = (given = rules) =>
      routesOf({ shopId: 's1', subjectKind: 'order', subjectId: '22' }, paid({}, []), {
        settingsVersion: 1,
        connections: [{ id: 'c', system: 'poweroffice', account: 'a', rules: given, longestKey: 50 }],
      }).map(({ kind, state }) => `${kind} ${state}`);
    expect(kinds()).toEqual(['order waiting', 'payment waiting']);
    expect(kinds(everydayRules())).toEqual(['order waiting']);
  });
});
