import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { field } from '../texts/form.ts';

/**
 * The day of a document is the day at the shop: an order placed in Oslo at half past midnight on 1 January belongs to
 * the new year, although it is still 31 December in UTC. Days are written `yyyy-mm-dd`.
 */

/** A moment in UTC and, where the shop tells it, by the shop's own clock; both without a time zone. */
interface Moment {
  gmt: string;
  local: string | null;
}

/** The day on which an order or a refund was made. `zone` is used where the shop does not tell its own time. */
export const createdDay = (record: Pick<Order, 'createdGmt' | 'createdLocal'>, zone: string): string =>
  dayOf({ gmt: record.createdGmt, local: record.createdLocal }, zone);

/** The day on which an order was paid; `null` for an unpaid order. */
export const paidDay = ({ paidGmt, paidLocal }: Pick<Order, 'paidGmt' | 'paidLocal'>, zone: string): string | null =>
  paidGmt === null ? null : dayOf({ gmt: paidGmt, local: paidLocal }, zone);

/** The day that is `days` later or, for a negative number, earlier. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** A time zone by its IANA name. */
export const timeZoneName = z.string().trim().refine(isTimeZone, 'a time zone has a name such as Europe/Berlin');

/**
 * The connection's time zone for a shop that does not tell its own time; `null`: the time zone of the target's country.
 */
export const timeZoneSetting = timeZoneName.nullable().default(null).meta(field('setting.timeZone'));

function dayOf({ gmt, local }: Moment, zone: string): string {
  // A WordPress whose time zone was never set gives UTC twice, which does not tell where the shop is.
  if (local !== null && local !== gmt) return local.slice(0, 10);
  return formatOf(zone).format(new Date(`${gmt}Z`));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date format of a time zone, kept since making one is slow. Swedish dates are written `yyyy-mm-dd`. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format;
}

/** Whether the name is a time zone. Intl also accepts offsets such as `+01:00`, but they have no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
