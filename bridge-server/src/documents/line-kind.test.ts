import { orderLine } from '../../../tests/setup/order-line.ts';
import { knownWords, lineKindOf } from './line-kind.ts';

const fee = (name: string, change: Parameters<typeof orderLine>[0] = {}) =>
  lineKindOf(orderLine({ kind: 'fee', name, taxes: [], tax: 0, ...change }), knownWords);

it.each([
  ['Gavekort ABC-123', 'gift_card'],
  ['Store Credit', 'gift_card'],
  ['Gutschein: 50 €', 'gift_card'],
  ['Tip', 'tip'],
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

it('a fee that nobody named is a fee', () => {
  expect(fee('')).toBe('fee');
});
