import { decimalsOf, nearestMinor, type Minor } from '@kontor/shared/money';
import { path } from '../../../vendor/client.ts';
import { mapReply, valueOf, type Reply } from '../../../vendor/reply.ts';
import type { Go } from '../client.ts';
import { bankVoucher, ledgerEntry, type BankVoucher, type LedgerEntry } from './shapes.ts';

/**
 * A booking in the customer ledger. `key`: our key for the voucher. `matching`: the reference of the settled document.
 */
export interface SoughtBooking {
  key: string;
  matching: string;
  currency: string;
  /** The customer's entry in minor units; positive where the customer owes. */
  amount: Minor;
  /** The first and the last day on which the booking may be posted. */
  from: string;
  to: string;
}

/** The customer ledger's entries of these days that one of its filters selects. */
export const readEntries = (
  go: Go,
  { from, to }: Pick<SoughtBooking, 'from' | 'to'>,
  filter: Readonly<Record<string, string>>,
): Promise<Reply<LedgerEntry[]>> =>
  go.list('/Customerledger/Statement', ledgerEntry, { fromDate: from, toDate: to, ...filter });

const readMatching = (go: Go, sought: SoughtBooking) =>
  readEntries(go, sought, { customMatchingReferences: sought.matching });

/** Our vouchers with the key, found by the ledger's entries; a reversed voucher does not count. */
export async function findOwnVouchers(go: Go, sought: SoughtBooking): Promise<Reply<BankVoucher[]>> {
  const entries = await readMatching(go, sought);
  return entries.kind === 'value' ? vouchersAmong(go, entries.value, sought.key) : entries;
}

/**
 * Looks for the booking: our own voucher, or an entry by somebody else for the same amount. Such an entry has our
 * matching reference or, where a person or a bank file booked it, is matched with the document that it settles.
 */
export async function findBooking(
  go: Go,
  sought: SoughtBooking,
): Promise<Reply<{ own: BankVoucher | null; other: LedgerEntry | null }>> {
  const entries = await readMatching(go, sought);
  if (entries.kind !== 'value') return entries;
  const vouchers = await vouchersAmong(go, entries.value, sought.key);
  if (vouchers.kind !== 'value') return vouchers;
  const [own = null] = vouchers.value;
  if (own) return valueOf({ own, other: null });
  const [directBooking] = otherBookings(entries.value, sought);
  if (directBooking) return valueOf({ own: null, other: directBooking });
  const matchedEntries = await matchedWith(go, entries.value, sought);
  return mapReply(matchedEntries, (entries) => ({ own: null, other: otherBookings(entries, sought)[0] ?? null }));
}

const isDocument = ({ VoucherType }: LedgerEntry) =>
  VoucherType === 'OutgoingInvoice' || VoucherType === 'OutgoingCreditNote';

/** The customer's entries that are matched with the document with our reference. */
async function matchedWith(
  go: Go,
  entries: readonly LedgerEntry[],
  days: SoughtBooking,
): Promise<Reply<LedgerEntry[]>> {
  const document = entries.find((entry) => isDocument(entry) && entry.MatchId);
  if (!document?.CustomerAccountNo) return valueOf([]);
  const all = await readEntries(go, days, { customerNos: document.CustomerAccountNo });
  return mapReply(all, (entries) => entries.filter(({ MatchId }) => MatchId === document.MatchId));
}

/** Entries of the amount that are neither our voucher's nor a document's, and that were not reversed. */
function otherBookings(entries: readonly LedgerEntry[], { key, currency, amount }: SoughtBooking): LedgerEntry[] {
  const decimals = decimalsOf(currency);
  const amountOf = (entry: LedgerEntry) =>
    entry.CurrencyCode === currency ? nearestMinor(entry.CurrencyAmount, decimals) : null;
  const isReversal = ({ VoucherType }: LedgerEntry) => VoucherType === 'ReversalVoucher';
  const isTakenBack = ({ MatchId }: LedgerEntry) =>
    MatchId != null &&
    entries.some((entry) => entry.MatchId === MatchId && isReversal(entry) && amountOf(entry) === 0 - amount);
  return entries.filter(
    (entry) =>
      amountOf(entry) === amount &&
      entry.ExternalImportReference !== key &&
      !isDocument(entry) &&
      !isReversal(entry) &&
      !isTakenBack(entry),
  );
}

async function vouchersAmong(go: Go, entries: readonly LedgerEntry[], key: string): Promise<Reply<BankVoucher[]>> {
  const ownEntries = entries.filter((entry) => entry.ExternalImportReference === key);
  const vouchers: BankVoucher[] = [];
  for (const id of new Set(ownEntries.map(({ VoucherId }) => VoucherId))) {
    const reply = await readVoucher(go, id);
    if (reply.kind !== 'value') return reply;
    if (reply.value.ExternalImportReference === key && reply.value.IsReversed !== true) vouchers.push(reply.value);
  }
  return valueOf(vouchers);
}

/** Reads a bank voucher by Go's id. */
export const readVoucher = (go: Go, id: string): Promise<Reply<BankVoucher>> =>
  go.get(path`/Vouchers/BankJournals/${id}`, bankVoucher);
