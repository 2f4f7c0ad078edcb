import { daysAfter, norwegianDay } from './day.ts';

it.each([
  ['2026-11-22T01:18:35', '2026-11-22'],
  ['2026-11-22T22:59:59', '2026-11-22'],
  ['2026-11-22T23:00:00', '2026-11-23'],
  ['2026-07-01T21:59:59', '2026-07-01'],
  ['2026-07-01T22:00:00', '2026-07-02'],
  ['2026-12-31T23:30:00', '2027-01-01'],
])('%s in UTC is %s in Norway', (gmt, day) => expect(norwegianDay(gmt)).toBe(day));

it.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2026-03-29', -31, '2026-02-26'],
  ['2028-02-28', 366, '2029-02-28'],
])('%s and %i days is %s', (day, days, other) => expect(daysAfter(day, days)).toBe(other));
