import { formatOf } from './format.ts';

const at = '2026-11-27T23:30:00.000Z';

describe('dates and numbers', () => {
  it.each([
    ['de-DE', 'de-DE'],
    ['pt-PT-ao90', 'pt'],
    ['x_y', 'en'],
    ['', 'en'],
  ])('in WordPress’s language “%s” are written as in %s', (language, usable) => {
    const format = formatOf(language, 'Europe/Oslo');
    const expected = formatOf(usable, 'Europe/Oslo');
    for (const write of [
      (written: typeof format) => written.exactly(at),
      (written: typeof format) => written.money('1349.50 NOK'),
      (written: typeof format) => written.number(1234.5),
      (written: typeof format) => written.elapsed(at, Date.parse(at) + 7_200_000),
      (written: typeof format) => written.when(at),
    ])
      expect(write(format)).toBe(write(expected));
  });

  it('of articles are written to their last decimal', () => {
    expect(formatOf('de-DE', 'UTC').quantity('1234.000001')).toBe('1.234,000001');
    expect(formatOf('en-GB', 'UTC').quantity('-0.5')).toBe('-0.5');
  });

  it('are in UTC if the shop’s zone is unknown', () => {
    expect(formatOf('en-GB', 'Mars/Olympus').exactly(at)).toBe(formatOf('en-GB', 'UTC').exactly(at));
  });
});

describe('an entered moment', () => {
  const oslo = formatOf('nb-NO', 'Europe/Oslo');

  it.each([
    ['2026-11-28T08:42:10Z', '2026-11-28T09:42', '2026-11-28T08:42:00Z'],
    ['2026-07-01T22:30:00Z', '2026-07-02T00:30', '2026-07-01T22:30:00Z'],
    // When the clocks are set back, an hour occurs twice. The later moment counts.
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30', '2026-10-25T01:30:00Z'],
    ['2026-10-25T03:30:00Z', '2026-10-25T04:30', '2026-10-25T03:30:00Z'],
  ])('is in the shop’s time zone, wherever the browser is: %s', (iso, entered, meant) => {
    expect(oslo.toField(iso)).toBe(entered);
    expect(oslo.fromField(entered)).toBe(meant);
  });
});
