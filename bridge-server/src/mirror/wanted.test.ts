import { everydayRules } from '../../../tests/setup/rules.ts';
import { wanted } from './wanted.ts';

const order = (changes: object = {}) => ({ status: 'processing', total: 34_900, createdGmt: '2026-11-22T01:18:35', ...changes });

describe('which orders become documents', () => {
  it.each([
    ['processing', {}, 'wanted.status'],
    ['completed', { status: 'completed' }, 'wanted.status'],
    ['waiting for payment', { status: 'on-hold' }, 'rule.status'],
    ['a draft of the checkout', { status: 'checkout-draft' }, 'rule.draft'],
    ['a trial', { status: 'test' }, 'rule.draft'],
    ['refunded in full before it was sent', { status: 'refunded' }, 'rule.refunded_in_full'],
    ['nothing to pay', { total: 0 }, 'rule.zero_total'],
  ])('%s', (_title, changes, reason) => {
    expect(wanted(order(changes), everydayRules())).toMatchObject({ reason });
  });

  it.each(['cancelled', 'failed', 'trash'])('%s is called off', (status) => {
    expect(wanted(order({ status }), everydayRules({ statuses: [status] }))).toEqual({ kind: 'cancelled' });
  });

  it('an order that is gone is called off', () => expect(wanted(null, everydayRules())).toEqual({ kind: 'cancelled' }));
  it('a draft is never sent, even where its status is listed', () => expect(wanted(order({ status: 'draft' }), everydayRules({ statuses: ['draft'] }))).toMatchObject({ reason: 'rule.draft' }));
  it('an order of 0.00 is sent where the shop wants it', () => expect(wanted(order({ total: 0 }), everydayRules({ zeroTotal: 'send' })).kind).toBe('wanted'));

  it('counts from the second that a connection is active from, in UTC', () => {
    const from = (activeFrom: string) => wanted(order(), everydayRules({ activeFrom })).kind;
    expect([from('2026-11-22T01:18:35Z'), from('2026-11-22T01:18:36Z')]).toEqual(['wanted', 'not_wanted']);
  });
});
