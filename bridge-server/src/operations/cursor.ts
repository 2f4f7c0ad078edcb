import { z } from 'zod';
import { canBeStored } from '../database/storable.ts';

/**
 * Paging: an answer names the place of its last entry as `next`. The caller sends it back as `after` to read the next
 * page. A place is the list of values by which the entries are sorted; callers need not know what it contains.
 */

/** The input `after`: the place where the previous page ended. */
export const afterInput = <Place extends z.ZodType>(place: Place) =>
  z
    .string()
    .transform((text, context): z.output<Place> => {
      const read = place.safeParse(parsed(text));
      if (read.success && canBeStored(read.data)) return read.data;
      context.addIssue({ code: 'custom', message: 'It is not the next of an answer' });
      return z.NEVER;
    })
    .optional()
    .meta({ description: 'Continues a list: the value of next in the previous page.' });

/** The answer's `next`; null after the last page. */
export const nextCursor = z.string().nullable();

/**
 * One page of the entries. The query reads one entry more than the limit; when it is there, `next` names the next page.
 */
export function pageOf<Entry>(
  entries: readonly Entry[],
  limit: number,
  placeOf: (last: Entry) => readonly unknown[],
): { page: Entry[]; next: string | null } {
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  return { page, next: last && entries.length > limit ? cursorOf(placeOf(last)) : null };
}

/** A place as the `next` of an answer. */
export const cursorOf = (place: readonly unknown[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

const dayOrTime = 'A day such as 2026-11-30, or a time such as 2026-11-30T08:00:00Z';

/** The input `since`: a day or a time. */
export const sinceInput = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], dayOrTime)
  .transform((text) => new Date(text))
  .optional();

/** The input `until`: up to the end of a day, or before a time. */
export const untilInput = z
  .union(
    [
      z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
      z.iso.date().transform((day) => new Date(Date.parse(day) + 86_400_000)),
    ],
    dayOrTime,
  )
  .optional();

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
