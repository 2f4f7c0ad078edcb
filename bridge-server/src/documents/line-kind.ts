import type { OrderLine } from '@kontor/shared/order';
import { hasVat, rateOf } from '@kontor/shared/vat';

/** Kinds of line that shops and their plugins write as a fee although nothing is sold, so that they are outside VAT. */
export const outsideKinds = ['gift_card', 'tip', 'rounding'] as const;
type OutsideKind = (typeof outsideKinds)[number];
export const lineKinds = ['article', 'shipping', 'fee', ...outsideKinds] as const;
export type LineKind = (typeof lineKinds)[number];

/** A word that tells the kind of a fee without VAT. The name of the fee must have it as a whole word. */
export interface KnownWord {
  kind: OutsideKind;
  word: string;
}

const words = (kind: OutsideKind, ...all: string[]): KnownWord[] => all.map((word) => ({ kind, word }));

/**
 * The words in English, Norwegian, Swedish and German. A gift card or store credit pays a part of the order; it is no
 * discount.
 */
export const knownWords: KnownWord[] = [
  ...words('gift_card', 'gift card', 'giftcard', 'gift voucher', 'gift certificate', 'store credit', 'account funds'),
  ...words('gift_card', 'gavekort', 'tilgodelapp', 'tilgodebevis', 'presentkort', 'tillgodokvitto'),
  ...words('gift_card', 'gutschein', 'geschenkgutschein', 'geschenkkarte'),
  ...words('tip', 'tip', 'tips', 'drikkepenger', 'dricks', 'trinkgeld'),
  ...words('rounding', 'rounding', 'avrunding', 'øreavrunding', 'öresavrundning', 'rundung'),
];

/** The sign of such a fee in an order: a gift card that pays is negative. 0: either sign. */
const signs: Readonly<Record<OutsideKind, -1 | 0 | 1>> = { gift_card: -1, tip: 1, rounding: 0 };

/** The kind of a line. `sold`: the order's lines, whose signs count, since a refund's lines have the opposite sign. */
export function lineKindOf(line: OrderLine, known: readonly KnownWord[], sold: readonly OrderLine[]): LineKind {
  const rate = rateOf(line);
  if (line.kind !== 'fee' || rate === null || hasVat(rate)) return line.kind;
  const name = spaced(line.name);
  const kind = known.find(({ word }) => name.includes(spaced(word)))?.kind;
  if (kind === undefined) return line.kind;
  const soldLine = sold.find((candidate) => candidate.kind === 'fee' && candidate.name === line.name) ?? line;
  return signs[kind] === 0 || Math.sign(soldLine.net) === signs[kind] ? kind : line.kind;
}

/** The words of a text in lower case, with a space on each side: ` gavekort abc 123 `. */
const spaced = (text: string): string =>
  ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

export const isOutside = (kind: LineKind): boolean => outsideKinds.some((outside) => outside === kind);
