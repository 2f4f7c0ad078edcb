import type { OrderLine } from '@kontor/shared/order';
import { orderLine } from '../../../tests/setup/order-line.ts';
import { remainingPieces } from './remaining-lines.ts';

const taxed = (tax: number) => [{ rateId: '1', country: null, rate: '19', tax }];
const pieces = (quantity: string, net: number, tax: number): OrderLine =>
  orderLine({ id: '7', quantity, net, tax, taxes: taxed(tax) });
/** A refund of the line 7. */
const back = (quantity: string, net: number, tax: number, id = '20'): OrderLine => ({
  ...pieces(quantity, net, tax),
  id,
  refundedLineId: '7',
});
const left = (sold: OrderLine, ...refundLines: OrderLine[]) => {
  const { lines, taken } = remainingPieces([sold], refundLines);
  return {
    lines: lines.map(({ quantity, net, tax }) => `${quantity} at ${net} + ${tax}`),
    taken: taken.map(({ net, tax }) => `${net} + ${tax}`),
  };
};

describe('the pieces that refunds leave', () => {
  it('are none where each of three refunds was rounded up, so that the last gives back more than the line has', () => {
    const third = back('-1', -667, -127);
    expect(left(pieces('3', 2000, 380), third, third, third)).toEqual({
      lines: [],
      taken: ['-667 + -127', '-667 + -127', '-666 + -126'],
    });
  });

  it('are none where each of three refunds was rounded down, so that a minor unit is left', () => {
    const third = back('-1', -333, -63);
    expect(left(pieces('3', 1000, 190), third, third, third)).toEqual({
      lines: [],
      taken: ['-333 + -63', '-333 + -63', '-334 + -64'],
    });
  });

  it('are fewer where a till forgot the sign of the quantity', () => {
    expect(left(pieces('3', 2000, 380), back('1', -667, -127)).lines).toEqual(['2 at 1333 + 253']);
    expect(left(pieces('3', 2000, 380), back('1', 0, 0)).lines).toEqual(['2 at 2000 + 380']);
  });

  it('are never fewer than none, and the money that is not given back stays with the line', () => {
    expect(left(pieces('3', 2000, 380), back('-5', -667, -127)).lines).toEqual(['0 at 1333 + 253']);
    expect(left(pieces('3', 2000, 380), back('-3', -1800, -342)).lines).toEqual(['0 at 200 + 38']);
  });

  it('are fewer where more money was given back than the line has, since the shop changed its price later', () => {
    expect(left(pieces('3', 600, 114), back('-1', -667, -127))).toEqual({
      lines: ['2 at 0 + 0'],
      taken: ['-600 + -114'],
    });
  });

  it('are fractions of a piece too, without an error of the float', () => {
    expect(left(pieces('0.3', 300, 57), back('-0.1', -100, -19)).lines).toEqual(['0.2 at 200 + 38']);
  });

  it('are those of the line that was taken back in an exchange', () => {
    expect(left(pieces('-2', -2000, -380), back('1', 1000, 190)).lines).toEqual(['-1 at -1000 + -190']);
    expect(left(pieces('-2', -2000, -380), back('2', 2000, 380)).lines).toEqual([]);
  });
});
