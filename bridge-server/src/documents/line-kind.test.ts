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
])('a fee without VAT with the name "%s" is of the kind %s', (name, kind) => {
  expect(fee(name)).toBe(kind);
});

it('a fee with VAT and an article keep their kind, whatever their name is', () => {
  expect(fee('Gavekort', { tax: 25, taxes: [{ rateId: '1', country: 'NO', rate: '25', tax: 25 }] })).toBe('fee');
  expect(fee('Gavekort', { kind: 'article' })).toBe('article');
});

it('the sign decides: gift wrapping that costs money and a tip that lowers the price are plain fees', () => {
  const sold = [orderLine({ kind: 'fee', name: 'Gavekort', net: -500, tax: 0, taxes: [] })];
  expect(fee('Gift card wrapping', { net: 20 })).toBe('fee');
  expect(fee('Tip', { net: 20 })).toBe('tip');
  expect(fee('Tips en venn')).toBe('fee');
  // A refund turns the sign, but the sign of the sale counts.
  const back = orderLine({ kind: 'fee', name: 'Gavekort', net: 500, tax: 0, taxes: [] });
  expect(lineKindOf(back, knownWords, sold)).toBe('gift_card');
});

it('a fee without a name is a plain fee', () => {
  expect(fee('')).toBe('fee');
});
