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
      (one: typeof format) => one.since(at, Date.parse(at) + 7_200_000),
      (one: typeof format) => one.when(at),
    ])
      expect(write(format)).toBe(write(like));
  });

  it('are in UTC where nobody knows the shop’s zone', () => {
    expect(formatOf('en-GB', 'Mars/Olympus').exactly(at)).toBe(formatOf('en-GB', 'UTC').exactly(at));
  });
});
