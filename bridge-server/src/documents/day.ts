import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { field } from '../texts/form.ts';

/**
 * The day of a document is the shop's day: an order placed in Oslo at half past midnight on 1 January belongs to the new
 * year, although it is still 31 December in UTC. Days are written `yyyy-mm-dd`.
 */

/** A moment as the shop tells it: in UTC and, where the shop says it, by the shop's own clock; both without a zone's mark. */
interface Moment {
  gmt: string;
  local: string | null;
}

/** The day on which an order or a refund was made. `zone`: counts where the shop does not tell its own time. */
export const createdDay = (record: Pick<Order, 'createdGmt' | 'createdLocal'>, zone: string): string =>
  dayOf({ gmt: record.createdGmt, local: record.createdLocal }, zone);

/** The day on which an order was paid; `null` where it is not paid. */
export const paidDay = ({ paidGmt, paidLocal }: Pick<Order, 'paidGmt' | 'paidLocal'>, zone: string): string | null =>
  paidGmt === null ? null : dayOf({ gmt: paidGmt, local: paidLocal }, zone);

/** A day so many days later or, with a negative number, earlier. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** A time zone by its IANA name. */
export const timeZoneName = z.string().trim().refine(isTimeZone, 'a time zone has a name such as Europe/Berlin');

/** The connection's setting for a shop that does not tell its own time; `null`: the zone of the target's country counts. */
export const timeZoneSetting = timeZoneName.nullable().default(null).meta(field('setting.timeZone'));

function dayOf({ gmt, local }: Moment, zone: string): string {
  // A WordPress that was left on UTC gives the same time twice, which does not tell where the shop is.
  if (local !== null && local !== gmt) return local.slice(0, 10);
  return formatOf(zone).format(new Date(`${gmt}Z`));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes much longer than using it. Swedish dates are written `yyyy-mm-dd`. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format;
}

/** Intl also takes offsets such as `+01:00`, which know no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
