/**
 * The seconds that a `Retry-After` header asks for. The header may be a number or a date; null if it is neither.
 * `now`: milliseconds since 1970.
 * @example retryAfterSeconds('120', Date.now()) // 120
 */
export function retryAfterSeconds(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}
