/** A time as answers tell it. */
export const momentOf = (at: Date): string => at.toISOString();
export const momentOrNone = (at: Date | null): string | null => at?.toISOString() ?? null;
