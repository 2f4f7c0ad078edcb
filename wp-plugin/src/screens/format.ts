/** Dates, money and numbers as the shop's people write them. */
export interface Format {
  /** "today 14:05", "yesterday 09:10", else the day with its time. */
  when(iso: string): string;
  /** The full date and time. */
  exactly(iso: string): string;
  day(iso: string): string;
  /** An amount as the bridge writes it, such as `349.00 NOK`. */
  money(amount: string): string;
  number(value: number): string;
  /** An exact quantity as the bridge writes it, such as `12.5`. */
  quantity(text: string): string;
  /** The value of a date and time field in the shop's time zone, such as `2026-11-28T09:42`. */
  toField(iso: string): string;
  /** The moment that such a value means in the shop's time zone, in ISO 8601. */
  fromField(entered: string): string;
  /** How long ago a moment was, such as "3 hours". */
  elapsed(iso: string, now?: number): string;
}

const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** `wanted`: WordPress's language, which need not be a BCP 47 tag. `timeZone`: the shop's. */
export function formatOf(locale: string, timeZone: string): Format {
  const language = [locale, locale.split('-')[0] ?? ''].find(isUsable) ?? 'en';
  const inZone = { timeZone: isKnownZone(timeZone) ? timeZone : 'UTC' };
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', ...inZone });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', ...inZone });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium', ...inZone });
  const dayKey = new Intl.DateTimeFormat('en-CA', inZone);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const plain = new Intl.NumberFormat(language);
  const exact = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  return {
    when(iso) {
      const at = new Date(iso);
      const daysAgo = Math.round((Date.parse(dayKey.format(new Date())) - Date.parse(dayKey.format(at))) / 86_400_000);
      const named = daysAgo === 0 || daysAgo === 1 ? relative.format(-daysAgo, 'day') : day.format(at);
      return `${named} ${time.format(at)}`;
    },
    exactly: (iso) => full.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    money(amount) {
      const [value = '', currency = ''] = amount.split(' ');
      if (!/^[A-Z]{3}$/.test(currency) || !Number.isFinite(Number(value))) return amount;
      const decimals = value.split('.')[1]?.length ?? 0;
      return new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(value as unknown as number);
    },
    number: (value) => plain.format(value),
    quantity: (text) => exact.format(text as unknown as number),
    toField: (iso) => wallTime(Date.parse(iso), inZone.timeZone),
    fromField(entered) {
      const wall = Date.parse(`${entered}Z`);
      // Two steps: between the entered time read as UTC and the guess, the zone's offset may change.
      const guess = wall - aheadOf(wall, inZone.timeZone);
      return new Date(wall - aheadOf(guess, inZone.timeZone)).toISOString().replace(/\.\d+Z$/, 'Z');
    },
    elapsed(iso, now = Date.now()) {
      const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
      const { unit, seconds: each } = steps.find((step) => seconds >= step.seconds) ?? { unit: 'minute', seconds: 60 };
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
        Math.floor(seconds / each),
      );
    },
  };
}

/**
 * Whether Intl takes the language. WordPress has languages such as `pt-PT-ao90`, which are not BCP 47 tags: Intl
 * throws.
 */
function isUsable(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

/** What the clocks of a time zone show at a moment, to the minute. */
function wallTime(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in ms. */
const aheadOf = (at: number, timeZone: string): number =>
  Date.parse(`${wallTime(at, timeZone)}Z`) - Math.floor(at / 60_000) * 60_000;

/**
 * Whether the browser knows the zone. WordPress names some zones by their offset alone, which not every browser knows.
 */
function isKnownZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
