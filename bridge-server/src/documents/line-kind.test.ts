import { orderLine } from '../../../tests/setup/order-line.ts';
import { knownWords, lineKindOf } from './line-kind.ts';

const fee = (name: string, change: Parameters<typeof orderLine>[0] = {}) =>
  lineKindOf(orderLine({ kind: 'fee', name, net: -500, taxes: [], tax: 0, ...change }), knownWords, []);

it.each([
  ['Gavekort ABC-123', 'gift_card'],
  ['Store Credit', 'gift_card'],
  ['Gutschein: 50 €', 'gift_card'],
  ['Øreavrunding', 'rounding'],
  ['Fakturagebyr', 'fee'],
  ['Multipack', 'fee'],
])('a fee without VAT that is called %s is of the kind %s', (name, kind) => {
  expect(fee(name)).toBe(kind);
});

it('a fee with VAT is a sale whatever it is called, and so is an article', () => {
  expect(fee('Gavekort', { tax: 25, taxes: [{ rateId: '1', country: 'NO', rate: '25', tax: 25 }] })).toBe('fee');
  expect(fee('Gavekort', { kind: 'article' })).toBe('article');
});

it('the sign of what was sold counts: a wrapped gift card is paid for, and a tip is no discount', () => {
  const sold = [orderLine({ kind: 'fee', name: 'Gavekort', net: -500, tax: 0, taxes: [] })];
  expect([fee('Gift card wrapping', { net: 20 }), fee('Tip', { net: 20 }), fee('Tips en venn')]).toEqual([
    'fee',
    'tip',
    'fee',
  ]);
  // Given back.
  const back = orderLine({ kind: 'fee', name: 'Gavekort', net: 500, tax: 0, taxes: [] });
  expect(lineKindOf(back, knownWords, sold)).toBe('gift_card');
});

it('a fee that nobody named is a fee', () => {
  expect(fee('')).toBe('fee');
});
