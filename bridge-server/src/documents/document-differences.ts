import { decimalsOf, formatMinor, type Minor } from '@kontor/shared/money';
import type { Difference, RemoteDocument, VatAmounts, VatSum } from '../systems/contract-document.ts';
import { isRounding } from './totals.ts';

/** What a document must say once it is there. */
export interface AgreedDocument {
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
export interface ReportedDocument extends Pick<RemoteDocument, 'total' | 'vat'> {
  currency?: string | null | undefined;
  customer?: string | null | undefined;
  date?: string | null | undefined;
}

/**
 * Where a document says other than was agreed. Net and VAT of a treatment may be off by one minor unit for each of its lines,
 * which rounding explains; the total may not.
 */
export function differencesFrom(agreed: AgreedDocument, reported: ReportedDocument): Difference[] {
  const show = (amount: Minor) => formatMinor(amount, decimalsOf(agreed.currency));
  return [
    ...differs('total', show(agreed.total), show(reported.total)),
    ...(reported.vat ? agreed.vat.flatMap((sum) => vatDifferences(sum, reported.vat ?? [], show)) : []),
    ...unplannedTreatments(agreed, reported, show),
    ...differs('currency', agreed.currency, reported.currency?.toUpperCase()),
    ...differs('customer', agreed.customer, reported.customer),
    // A day may be told with an hour.
    ...differs('date', agreed.date, reported.date?.slice(0, 10)),
  ];
}

type ReportedVat = NonNullable<RemoteDocument['vat']>;

/** What the target told of a treatment; what it does not name comes to nothing there. */
export const toldOf = (treatment: string, reported: ReportedVat): VatAmounts =>
  reported.find((sum) => sum.treatment === treatment) ?? { net: 0, tax: 0 };

function vatDifferences(
  { treatment, lines, ordered }: VatSum,
  reported: ReportedVat,
  show: (amount: Minor) => string,
): Difference[] {
  const reportedSum = toldOf(treatment, reported);
  const parts = [
    ['net', ordered.net, reportedSum.net],
    ['vat', ordered.tax, reportedSum.tax],
  ] as const;
  return parts.flatMap(([what, planned, actual]) =>
    isRounding(actual - planned, lines) ? [] : [{ what, treatment, planned: show(planned), found: show(actual) }],
  );
}

/** What the target books the order's lines as, though no line was meant for it. */
const unplannedTreatments = (
  { vat }: AgreedDocument,
  reported: ReportedDocument,
  show: (amount: Minor) => string,
): Difference[] =>
  (reported.vat ?? [])
    .filter(({ treatment, net }) => net !== 0 && !vat.some((sum) => sum.treatment === treatment))
    .map(({ treatment, net }) => ({ what: 'net', treatment, planned: show(0), found: show(net) }));

const differs = (what: Difference['what'], planned: string | null, found: string | null | undefined): Difference[] =>
  planned === null || found === null || found === undefined || planned === found ? [] : [{ what, planned, found }];
