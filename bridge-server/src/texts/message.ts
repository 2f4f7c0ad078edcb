import { IntlMessageFormat } from 'intl-messageformat';
import { decimalsOf } from '@kontor/shared/money';
import type { Amount, Reason, Value, Values, Word } from '@kontor/shared/problem';
import type { Language } from './text.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', nb: 'nb-NO' };

/** How values that are words or other problems are put into words. */
export interface Speech {
  language: Language;
  wordOf(word: Word): string;
  causeOf(problem: Reason): string;
  remedyOf(problem: Reason): string;
}

/** Parsed messages: parsing takes longer than filling in, and each message is used many times. */
const read = new Map<string, IntlMessageFormat>();

/** The message with its values. Numbers, amounts and days are written as people of that language write them. */
export function fillIn(message: string, values: Values, speech: Speech): string {
  const { language } = speech;
  const key = `${language}\n${message}`;
  // What looks like a tag is plain text: these sentences are never HTML.
  const known = read.get(key) ?? new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true });
  read.set(key, known);
  const written = Object.entries(values).map(([name, value]) => [name, writeValue(value, speech)] as const);
  return String(known.format(withNames(Object.fromEntries(written))));
}

/** A missing value becomes `…`, so that no answer fails. A value is missing if it was erased, or if only a newer text names it. */
const withNames = (values: Record<string, string | number>): Record<string, string | number> =>
  new Proxy(values, {
    has: () => true,
    get: (target, name) => (Object.hasOwn(target, name) ? target[String(name)] : '…'),
  });

function writeValue(value: Value, speech: Speech): string | number {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map((each) => writeValue(each, speech)).join(', ');
  if ('word' in value) return speech.wordOf(value);
  if ('because' in value) return speech.causeOf(value.because);
  if ('remedyOf' in value) return speech.remedyOf(value.remedyOf);
  return 'day' in value ? writeDay(value.day, speech.language) : writeAmount(value, speech.language);
}

const isList = (value: object): value is readonly Value[] => Array.isArray(value);

/** English: `1249.00 NOK`, as in all technical output. German and Norwegian: as the country writes amounts. */
function writeAmount({ amount, currency }: Amount, language: Language): string {
  const decimals = decimalsOf(currency);
  const written = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: language !== 'en',
  });
  return `${written.format(amount / 10 ** decimals)} ${currency}`;
}

/** English: `2026-12-01`, because readers differ on which of two numbers is the month. German and Norwegian: `1.12.2026`. */
function writeDay(day: string, language: Language): string {
  if (language === 'en') return day;
  const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? day : new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC' }).format(time);
}
