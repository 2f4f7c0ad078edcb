import { byHandEvent } from './plan-events.ts';

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
