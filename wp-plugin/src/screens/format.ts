/** Dates, money and numbers as the shop's people write them. */
export interface Format {
  /** "today 14:05", "yesterday 09:10", else the day with its time. */
  when(iso: string): string;
  /** The whole day and time, for whoever wants to know exactly. */
  exactly(iso: string): string;
  day(iso: string): string;
  /** An amount as the bridge writes it, such as `349.00 NOK`. */
  money(amount: string): string;
  number(value: number): string;
  /** "3 hours", for how long something has been waiting. */
  since(iso: string, now?: number): string;
}

const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** `wanted`: WordPress's language, which need not be a BCP 47 tag. `timeZone`: the shop's. */
export function formatOf(wanted: string, timeZone: string): Format {
  const language = [wanted, wanted.split('-')[0] ?? ''].find(isUsable) ?? 'en';
  const zone = { timeZone: isKnownZone(timeZone) ? timeZone : 'UTC' };
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', ...zone });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', ...zone });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium', ...zone });
  const dayKey = new Intl.DateTimeFormat('en-CA', zone);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const plain = new Intl.NumberFormat(language);
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
    since(iso, now = Date.now()) {
      const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
      const { unit, seconds: each } = steps.find((step) => seconds >= step.seconds) ?? { unit: 'minute', seconds: 60 };
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
        Math.floor(seconds / each),
      );
    },
  };
}

/** WordPress has languages such as `pt-PT-ao90`, which are no tags, and with which every format throws. */
function isUsable(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

/** WordPress names some zones by their offset alone, which not every browser knows. */
function isKnownZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
