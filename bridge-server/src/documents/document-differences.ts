import { decimalsOf, formatMinor, type Minor } from '@kontor/shared/money';
import type { Difference, RemoteDocument, VatAmounts, VatSum } from '../systems/contract-document.ts';
import { isRounding } from './totals.ts';

/** What a document at the target must say. */
export interface AgreedDocument {
  total: Minor;
  currency: string;
  /** The target's id of the customer; `null` where any customer is right. */
  customer: string | null;
  /** `null` where the office chooses the day. */
  date: string | null;
  /** One sum for each treatment. */
  vat: readonly VatSum[];
}

/** What the target reports about a document. A field that it leaves out is not compared. */
export interface ReportedDocument extends Pick<RemoteDocument, 'total' | 'vat'> {
  currency?: string | null | undefined;
  customer?: string | null | undefined;
  date?: string | null | undefined;
}

/**
 * The points in which a document differs from what was agreed. Net and VAT of a treatment may be off by one minor unit
 * for each of its lines, which rounding explains; the total may not.
 */
export function differencesFrom(agreed: AgreedDocument, reported: ReportedDocument): Difference[] {
  const show = (amount: Minor) => formatMinor(amount, decimalsOf(agreed.currency));
  return [
    ...differs('total', show(agreed.total), show(reported.total)),
    ...(reported.vat ? agreed.vat.flatMap((sum) => vatDifferences(sum, reported.vat ?? [], show)) : []),
    ...unplannedTreatments(agreed, reported, show),
    ...differs('currency', agreed.currency, reported.currency?.toUpperCase()),
    ...differs('customer', agreed.customer, reported.customer),
    // Some targets report a day together with an hour.
    ...differs('date', agreed.date, reported.date?.slice(0, 10)),
  ];
}

type ReportedVat = NonNullable<RemoteDocument['vat']>;

/** The sums that the target reports for a treatment; zero where it names no such treatment. */
export const reportedVatOf = (treatment: string, reported: ReportedVat): VatAmounts =>
  reported.find((sum) => sum.treatment === treatment) ?? { net: 0, tax: 0 };

function vatDifferences(
  { treatment, lines, ordered }: VatSum,
  reported: ReportedVat,
  show: (amount: Minor) => string,
): Difference[] {
  const reportedSum = reportedVatOf(treatment, reported);
  const parts = [
    ['net', ordered.net, reportedSum.net],
    ['vat', ordered.tax, reportedSum.tax],
  ] as const;
  return parts.flatMap(([what, planned, actual]) =>
    isRounding(actual - planned, lines) ? [] : [{ what, treatment, planned: show(planned), found: show(actual) }],
  );
}

/** Treatments that the target booked although no line was planned with them. */
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
