import { retryAfterSeconds } from './retry-after.ts';

test.each([
  ['120', 120],
  ['0', 0],
  ['Sun, 01 Mar 2026 12:00:30 GMT', 30],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['soon', null],
  ['', null],
  [undefined, null],
])('reads "Retry-After: %s" as %s seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, Date.parse('2026-03-01T12:00:00Z'))).toBe(seconds);
});
