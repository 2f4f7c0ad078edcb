import { formatOf } from './format.ts';

const at = '2026-11-27T23:30:00.000Z';

describe('dates and numbers', () => {
  it.each([
    ['de-DE', 'de-DE'],
    ['pt-PT-ao90', 'pt'],
    ['x_y', 'en'],
    ['', 'en'],
  ])('of WordPress’s language “%s” are written as in %s', (language, usable) => {
    const format = formatOf(language, 'Europe/Oslo');
    const like = formatOf(usable, 'Europe/Oslo');
    for (const write of [
      (one: typeof format) => one.exactly(at),
      (one: typeof format) => one.money('1349.50 NOK'),
      (one: typeof format) => one.number(1234.5),
      (one: typeof format) => one.elapsed(at, Date.parse(at) + 7_200_000),
      (one: typeof format) => one.when(at),
    ])
      expect(write(format)).toBe(write(like));
  });

  it('are in UTC where nobody knows the shop’s zone', () => {
    expect(formatOf('en-GB', 'Mars/Olympus').exactly(at)).toBe(formatOf('en-GB', 'UTC').exactly(at));
  });
});

describe('a moment that is entered', () => {
  const oslo = formatOf('nb-NO', 'Europe/Oslo');

  it.each([
    ['2026-11-28T08:42:10Z', '2026-11-28T09:42', '2026-11-28T08:42:00Z'],
    ['2026-07-01T22:30:00Z', '2026-07-02T00:30', '2026-07-01T22:30:00Z'],
    // The night in which the clocks are set back: what they show twice is the later.
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30', '2026-10-25T01:30:00Z'],
    ['2026-10-25T03:30:00Z', '2026-10-25T04:30', '2026-10-25T03:30:00Z'],
  ])('is one of the shop, wherever the browser is: %s', (iso, entered, meant) => {
    expect(oslo.toField(iso)).toBe(entered);
    expect(oslo.fromField(entered)).toBe(meant);
  });
});
