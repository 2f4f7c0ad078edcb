import { decimalsOf, formatMinor, type Minor } from '@kontor/shared/money';
import type { Difference, RemoteDocument, VatAmounts, VatSum } from '../systems/contract-document.ts';
import { isRounding } from './totals.ts';

/** What a document must say once it is there. */
export interface Agreed {
  total: Minor;
  currency: string;
  /** By the target's id; `null`: whoever it is made out to. */
  customer: string | null;
  /** `null`: the day is the office's to choose. */
  date: string | null;
  /** One for each treatment. */
  vat: readonly VatSum[];
}

/** What the target tells of a document; what it leaves out is not compared. */
export interface ToldDocument extends Pick<RemoteDocument, 'total' | 'vat'> {
  currency?: string | null | undefined;
  customer?: string | null | undefined;
  date?: string | null | undefined;
}

/**
 * Where a document says other than was agreed. Net and VAT of a treatment may be off by one minor unit for each of its lines,
 * which rounding explains; the total may not.
 */
export function differencesFrom(wanted: Agreed, told: ToldDocument): Difference[] {
  const show = (amount: Minor) => formatMinor(amount, decimalsOf(wanted.currency));
  return [
    ...differs('total', show(wanted.total), show(told.total)),
    ...(told.vat ? wanted.vat.flatMap((sum) => vatDifferences(sum, told.vat ?? [], show)) : []),
    ...strangers(wanted, told, show),
    ...differs('currency', wanted.currency, told.currency?.toUpperCase()),
    ...differs('customer', wanted.customer, told.customer),
    // A day may be told with an hour.
    ...differs('date', wanted.date, told.date?.slice(0, 10)),
  ];
}

type ToldVat = NonNullable<RemoteDocument['vat']>;

/** What the target told of a treatment; what it does not name comes to nothing there. */
export const toldOf = (treatment: string, told: ToldVat): VatAmounts =>
  told.find((sum) => sum.treatment === treatment) ?? { net: 0, tax: 0 };

function vatDifferences(
  { treatment, lines, ordered }: VatSum,
  told: ToldVat,
  show: (amount: Minor) => string,
): Difference[] {
  const found = toldOf(treatment, told);
  const parts = [
    ['net', ordered.net, found.net],
    ['vat', ordered.tax, found.tax],
  ] as const;
  return parts.flatMap(([what, planned, is]) =>
    isRounding(is - planned, lines) ? [] : [{ what, treatment, planned: show(planned), found: show(is) }],
  );
}

/** What the target books the order's lines as, though no line was meant for it. */
const strangers = ({ vat }: Agreed, told: ToldDocument, show: (amount: Minor) => string): Difference[] =>
  (told.vat ?? [])
    .filter(({ treatment, net }) => net !== 0 && !vat.some((sum) => sum.treatment === treatment))
    .map(({ treatment, net }) => ({ what: 'net', treatment, planned: show(0), found: show(net) }));

const differs = (what: Difference['what'], planned: string | null, found: string | null | undefined): Difference[] =>
  planned === null || found === null || found === undefined || planned === found ? [] : [{ what, planned, found }];
