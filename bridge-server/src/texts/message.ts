import { IntlMessageFormat } from 'intl-messageformat';
import { decimalsOf } from '@kontor/shared/money';
import type { Value, Values } from '@kontor/shared/problem';
import type { Language } from './text.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', nb: 'nb-NO' };

/** Reading a message takes longer than filling it in, and each is said many times. */
const read = new Map<string, IntlMessageFormat>();

/** The message with its values, as people of that language write numbers, amounts and days. */
export function fillIn(message: string, values: Values, language: Language): string {
  const key = `${language}\n${message}`;
  // What looks like a tag is text: nobody reads our sentences as HTML.
  const known = read.get(key) ?? new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true });
  read.set(key, known);
  const written = Object.entries(values).map(([name, value]) => [name, writeValue(value, language)] as const);
  return String(known.format(Object.fromEntries(written)));
}

function writeValue(value: Value, language: Language): string | number {
  if (typeof value !== 'object') return value;
  return 'day' in value ? writeDay(value.day, language) : writeAmount(value, language);
}

/** `1249.00 NOK` in English, as everything technical has it; as the country writes it otherwise. */
function writeAmount({ amount, currency }: { amount: number; currency: string }, language: Language): string {
  const decimals = decimalsOf(currency);
  const written = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: language !== 'en',
  });
  return `${written.format(amount / 10 ** decimals)} ${currency}`;
}

/** `2026-12-01` in English, where nobody knows which of two numbers is the month; `1.12.2026` otherwise. */
function writeDay(day: string, language: Language): string {
  if (language === 'en') return day;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC' }).format(time);
}
