import { z } from 'zod';
import { canBeStored } from '../database/storable.ts';

/**
 * Paging: an answer names the place of its last entry as `next`, which is given back as `after`. A place is a list of
 * values by which the list is sorted; callers need not know what is in it.
 */

/** The input `after`: the place where the last page ended. */
export const afterInput = <Place extends z.ZodType>(place: Place) =>
  z
    .string()
    .transform((text, context): z.output<Place> => {
      const read = place.safeParse(parsed(text));
      if (read.success && canBeStored(read.data)) return read.data;
      context.addIssue({ code: 'custom', message: 'It is not what an answer named as next' });
      return z.NEVER;
    })
    .optional()
    .meta({ description: 'What the page before named as next.' });

/** The answer's `next`; null after the last page. */
export const nextCursor = z.string().nullable();

/** The entries that are shown of one more than were asked for, and where the next page begins. */
export function pageOf<Entry>(
  found: readonly Entry[],
  most: number,
  placeOf: (last: Entry) => readonly unknown[],
): { shown: Entry[]; next: string | null } {
  const shown = found.slice(0, most);
  const last = shown.at(-1);
  return { shown, next: last && found.length > most ? cursorOf(placeOf(last)) : null };
}

/** A place as an answer's `next`. */
export const cursorOf = (place: readonly unknown[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The input `since`: a day, or a moment. */
export const sinceInput = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text))
  .optional();

/** The input `until`: up to and including a day, or before a moment. */
export const untilInput = z
  .union([
    z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    z.iso.date().transform((day) => new Date(Date.parse(day) + 86_400_000)),
  ])
  .optional();

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
