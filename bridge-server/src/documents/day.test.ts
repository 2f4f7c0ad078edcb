import { createdDay, daysAfter, paidDay, timeZoneSetting } from './day.ts';

const [oslo, berlin, utc] = ['Europe/Oslo', 'Europe/Berlin', 'UTC'];
const made = (createdGmt: string, createdLocal: string | null = null) => ({ createdGmt, createdLocal });

describe('the day of an order or a refund', () => {
  it.each([
    { gmt: '2026-12-31T22:59:59', zone: oslo, day: '2026-12-31' },
    { gmt: '2026-12-31T23:00:00', zone: oslo, day: '2027-01-01' },
    { gmt: '2026-12-31T23:30:00', zone: berlin, day: '2027-01-01' },
    { gmt: '2026-12-31T23:30:00', zone: utc, day: '2026-12-31' },
    { gmt: '2026-12-31T23:30:00', zone: 'Europe/London', day: '2026-12-31' },
    { gmt: '2027-01-01T00:30:00', zone: berlin, day: '2027-01-01' },
    { gmt: '2026-07-01T21:59:59', zone: oslo, day: '2026-07-01' },
    { gmt: '2026-07-01T22:00:00', zone: berlin, day: '2026-07-02' },
    // The clock goes forward on 29 March 2026 and back on 25 October 2026, both at 01:00 UTC.
    { gmt: '2026-03-28T22:30:00', zone: oslo, day: '2026-03-28' },
    { gmt: '2026-03-29T22:30:00', zone: oslo, day: '2026-03-30' },
    { gmt: '2026-10-24T22:30:00', zone: berlin, day: '2026-10-25' },
    { gmt: '2026-10-25T22:30:00', zone: berlin, day: '2026-10-25' },
  ])('is $day in $zone for $gmt in UTC', ({ gmt, zone, day }) => {
    expect(createdDay(made(gmt), zone)).toBe(day);
  });

  it("is the day by the shop's own clock, whatever the time zone would give", () => {
    expect(createdDay(made('2026-12-31T23:30:00', '2027-01-01T00:30:00'), utc)).toBe('2027-01-01');
    expect(createdDay(made('2027-01-01T00:30:00', '2026-12-31T19:30:00'), oslo)).toBe('2026-12-31');
  });

  it("follows the time zone where the shop's clock was left on UTC", () => {
    expect(createdDay(made('2026-12-31T23:30:00', '2026-12-31T23:30:00'), oslo)).toBe('2027-01-01');
  });
});

describe('the day of a payment', () => {
  it('follows the same rules as the day of an order', () => {
    expect(paidDay({ paidGmt: '2026-12-31T23:30:00', paidLocal: null }, berlin)).toBe('2027-01-01');
    expect(paidDay({ paidGmt: '2026-07-01T22:00:00', paidLocal: '2026-07-01T22:00:00' }, oslo)).toBe('2026-07-02');
    expect(paidDay({ paidGmt: '2026-12-31T23:30:00', paidLocal: '2026-12-31T18:30:00' }, oslo)).toBe('2026-12-31');
  });

  it('is null for an unpaid order', () => {
    expect(paidDay({ paidGmt: null, paidLocal: null }, oslo)).toBeNull();
  });
});

describe('the setting of the time zone', () => {
  it.each(['Europe/Oslo', ' Europe/Berlin ', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT-2', null])(
    'accepts %j',
    (zone) => {
      expect(timeZoneSetting.parse(zone)).toBe(zone?.trim() ?? null);
    },
  );

  it("is null by default, which stands for the target's country", () => {
    expect(timeZoneSetting.parse(undefined)).toBeNull();
  });

  it.each(['Norway/Oslo', '+01:00', '', 'Oslo'])('refuses "%s"', (zone) => {
    expect(timeZoneSetting.safeParse(zone).success).toBe(false);
  });
});

it.each([
  { day: '2026-02-28', days: 1, other: '2026-03-01' },
  { day: '2026-03-29', days: -31, other: '2026-02-26' },
  { day: '2028-02-28', days: 366, other: '2029-02-28' },
])('$days days after $day is $other', ({ day, days, other }) => {
  expect(daysAfter(day, days)).toBe(other);
});
