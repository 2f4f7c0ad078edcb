import { lineDifference } from './line-differences.ts';

interface Line {
  reference: string;
  price: number;
  replace?: true;
}
const difference = (held: Line[], wanted: Line[]) =>
  lineDifference(
    held,
    wanted,
    ({ reference }) => reference,
    (line, target) => (target.replace ? null : line.price === target.price ? {} : { price: target.price }),
  );
const line = (reference: string, price: number): Line => ({ reference, price });

describe('lineDifference', () => {
  it('is empty where both documents have the same lines', () => {
    expect(difference([line('a', 1)], [line('a', 1)])).toEqual({ removed: [], changed: [], added: [] });
  });

  it('lists a removed line, a changed line and an added line', () => {
    expect(difference([line('a', 1), line('b', 2)], [line('b', 3), line('c', 4)])).toEqual({
      removed: [line('a', 1)],
      changed: [{ line: line('b', 2), fields: { price: 3 } }],
      added: [line('c', 4)],
    });
  });

  it('replaces a line that cannot be changed into the wanted one', () => {
    const wanted: Line = { ...line('a', 1), replace: true };
    expect(difference([line('a', 1)], [wanted])).toEqual({ removed: [line('a', 1)], changed: [], added: [wanted] });
  });

  it('removes the second of two held lines with the same reference', () => {
    expect(difference([line('a', 1), line('a', 1)], [line('a', 1)])).toMatchObject({
      removed: [line('a', 1)],
      added: [],
    });
  });
});
