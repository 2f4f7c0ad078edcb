const norwegian = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });

/** The day in Norway, as `yyyy-mm-dd`, of a time that the shop gives in UTC without a zone's mark. */
export const norwegianDay = (gmt: string): string => norwegian.format(new Date(`${gmt}Z`));

/** A day so many days later, or earlier. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
