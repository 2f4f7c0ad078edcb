import type { OrderLine, VatRate } from '@kontor/shared/order';
import type { Word } from '@kontor/shared/problem';
import { rateOf } from '@kontor/shared/vat';
import type { Gap } from '../systems/contract.ts';
import type { UnmappedLine } from '../systems/contract-document.ts';
import { reason, word } from '../texts/reason.ts';
import { lineKindOf, type KnownWord, type LineKind } from './line-kind.ts';
import { vatPlaceOf, type PlacedOrder, type VatArea, type VatPlace } from './vat-area.ts';

/**
 * How a line is booked follows from the place where its VAT is due, its VAT rate, its tax class and its categories. The
 * settings of a connection have a list of such rules. Each rule names what the target books the lines as: a product or
 * an account.
 */
export interface TreatmentRule {
  rate: VatRate;
  /** Domestic where left out. A domestic rule also fits exempt lines, unless a rule of their own does. */
  area?: VatArea | undefined;
  /** Limits the rule to one kind of line; empty: every kind. */
  kind?: LineKind | undefined;
  /** Limits the rule to lines that go to this country; empty: every country of the area. */
  country?: string | undefined;
  /** Limits the rule to one tax class; empty: every class. */
  taxClass?: string | undefined;
  /** Limits the rule to articles of one category; empty: every category. */
  category?: string | undefined;
}

/** What a rule names: something at the target that all lines of one treatment are booked as. */
export type Thing = 'product' | 'article' | 'account';

/** The words for a rule in a sentence, such as the product in Go, set under "Products by VAT rate". */
export interface TreatmentWords {
  target: string;
  thing: Thing;
  /** The label of the setting that holds the rules. */
  setting: Word;
}

/** The same words, with what decides the VAT area of a line. */
export interface TreatmentBooks extends TreatmentWords {
  /** The country of the company's books, two letters. */
  home: string;
  /** The words by which fees outside VAT are recognised. */
  outside: readonly KnownWord[];
}

/**
 * The rule that is most specific for a line. Area and country count most, then category, kind and tax class; a rule
 * with a rate alone counts least. If equally specific rules name different things, or no rule fits, that is a gap.
 */
export function ruleOf<Rule extends TreatmentRule>(
  line: OrderLine,
  order: PlacedOrder,
  rules: readonly Rule[],
  nameOf: (rule: Rule) => string,
  books: TreatmentBooks,
): { rule: Rule } | { gap: Gap } {
  const known = knownRateOf(line, books);
  if ('gap' in known) return known;
  const { thing, setting } = books;
  const placed = placedOf(line, order, books);
  const { kind, place } = placed;
  const fitting = fittingRules(rules, known.rate, placed);
  const most = Math.max(...fitting.map((candidate) => weightOf(candidate, place)));
  const [rule, ...others] = fitting.filter((candidate) => weightOf(candidate, place) === most);
  if (!rule) {
    const rate = rateAt(place, kind, rateWord(known.rate));
    const taxClass = line.taxClass || standardClass;
    return { gap: reason('gap.rate_unmapped', { rate, taxClass, line: lineWord(line), thing, setting }) };
  }
  const names = [...new Set([rule, ...others].map(nameOf))];
  if (names.length === 1) return { rule };
  return { gap: reason('gap.product_undecided', { line: lineWord(line), names, thing, setting }) };
}

/** The line's fields where no rule fits it; `null` where a rule fits, or where the line's rate is unknown. */
export function unmappedLine(
  line: OrderLine,
  order: PlacedOrder,
  rules: readonly TreatmentRule[],
  books: Pick<TreatmentBooks, 'home' | 'outside'>,
): UnmappedLine | null {
  const rate = rateOf(line);
  if (rate === null) return null;
  const placed = placedOf(line, order, books);
  if (fittingRules(rules, rate, placed).length > 0) return null;
  const { kind, place } = placed;
  return { rate, area: place.area, country: place.country, kind, taxClass: line.taxClass || standardClass };
}

function placedOf(
  line: OrderLine,
  order: PlacedOrder,
  { home, outside }: Pick<TreatmentBooks, 'home' | 'outside'>,
): Placed {
  const kind = lineKindOf(line, outside, order.lines);
  return { line, kind, place: vatPlaceOf(line, order, { home, kind }) };
}

const fittingRules = <Rule extends TreatmentRule>(rules: readonly Rule[], rate: VatRate, placed: Placed): Rule[] =>
  rules.filter((rule) => rule.rate === rate && fits(rule, placed));

/** The one VAT rate of a line, or the gap for a line without exactly one known rate. */
export function knownRateOf(
  line: OrderLine,
  { target, thing }: Pick<TreatmentWords, 'target' | 'thing'>,
): { rate: VatRate } | { gap: Gap } {
  const rate = rateOf(line);
  if (rate !== null) return { rate };
  if (line.taxes.length > 1) {
    const rates = line.taxes.map(({ rate: lineRate }) => lineRate ?? word('vat.unknown'));
    return { gap: reason(severalRates[line.kind], { rates, line: lineWord(line), thing, target }) };
  }
  return { gap: reason('gap.rate_unknown', { line: lineWord(line) }) };
}

/** The gap of a line with several rates; its remedy depends on the kind of line. */
const severalRates = {
  article: 'gap.several_rates',
  shipping: 'gap.several_rates:shipping',
  fee: 'gap.several_rates:fee',
} as const;

/** WooCommerce's name for the tax class that its orders leave empty. */
const standardClass = 'standard';

interface Placed {
  line: OrderLine;
  kind: LineKind;
  place: VatPlace;
}

const areaOf = ({ area }: TreatmentRule): VatArea => area ?? 'domestic';

const fits = (rule: TreatmentRule, { line, kind, place }: Placed): boolean =>
  (areaOf(rule) === place.area || (areaOf(rule) === 'domestic' && place.area === 'exempt')) &&
  (!rule.kind || rule.kind === kind) &&
  (!rule.country || rule.country.toUpperCase() === place.country) &&
  (!rule.taxClass || rule.taxClass === (line.taxClass || standardClass)) &&
  (!rule.category || line.categories.includes(rule.category));

/** How specific a rule is for a line that it fits. */
const weightOf = (rule: TreatmentRule, place: VatPlace): number =>
  (areaOf(rule) === place.area ? 16 : 0) +
  (rule.country ? 8 : 0) +
  (rule.category ? 4 : 0) +
  (rule.kind ? 2 : 0) +
  (rule.taxClass ? 1 : 0);

/** The words for a line, by which people find it in the order. */
function lineWord({ id, name, sku, kind }: OrderLine): Word {
  const label = name || sku;
  return label ? word('line', { id, name: label }) : word(`line.${kind}`, { id });
}

/** A rate with the area as the settings name it; the domestic area is not mentioned. */
function rateAt({ area, country }: VatPlace, kind: LineKind, rate: Word): Word {
  switch (area) {
    case 'domestic':
    case 'exempt':
      return rate;
    case 'outside':
      return word('vat.outside', { kind, rate });
    case 'foreign':
      return word('vat.of_country', { country, rate });
    case 'reverse_charge':
      return word('vat.reverse_charge', { country, rate });
    case 'export':
      return word('vat.export', { country, rate });
  }
}

/** A rate as people write it. */
export const rateWord = (rate: VatRate): Word =>
  rate === 'none' ? word('vat.none') : word('vat.rate', { rate: Number(rate) });
