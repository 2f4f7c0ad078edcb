import { allTold } from '../../../tests/setup/telling.ts';
import { orderLine } from '../../../tests/setup/order-line.ts';
import { editAfterRefund, refundOfRemovedLine } from './removed-line.ts';

const refund = (refundedLineId: string | null, net: number) => ({
  id: '71',
  createdGmt: '',
  createdLocal: null,
  reason: '',
  amount: 0 - net,
  lines: [orderLine({ id: '9', net, tax: 0, taxes: [], refundedLineId })],
});
const order = (...refunds: ReturnType<typeof refund>[]) => ({ lines: [orderLine({ id: '1' })], refunds }) as never;
const credit = {
  kind: 'refund',
  about: { kind: 'refund', reference: '71' },
  key: 'k',
  id: 'i',
  number: '1',
  total: -100,
} as const;

it('a refund of a line that was removed from the order is a gap', () => {
  const gone = refund('2', -100);
  expect(allTold(refundOfRemovedLine(order(gone), gone, 'Go'))).toMatchObject({
    code: 'gap.refund_line_gone',
    cause:
      'Refund 71 takes back line 2, which has since been removed from the order. Its amount would be deducted twice.',
  });
});

it.each([
  ['a line that is in the order', refund('1', -100)],
  ['a line that it does not name', refund(null, -100)],
  ['zero on a removed line', refund('2', 0)],
])('a refund of %s is no gap', (_what, made) => {
  expect(refundOfRemovedLine(order(made), made, 'Go')).toBeNull();
});

it('an edit is a gap where it removes a line that a credit note has given back', () => {
  expect(editAfterRefund(order(refund('2', -100)), [credit], 'Go')).toMatchObject({ code: 'gap.refund_line_gone' });
  expect(editAfterRefund(order(refund('2', -100)), [], 'Go')).toBeNull();
  expect(editAfterRefund(order(refund('1', -100)), [credit], 'Go')).toBeNull();
});
