import { decimalsOf, nearestMinor, type Minor } from '@kontor/shared/money';
import { path } from '../../../vendor/client.ts';
import { mapped, valueOf, type Reply } from '../../../vendor/reply.ts';
import type { Go } from '../client.ts';
import { bankVoucher, ledgerEntry, type BankVoucher, type LedgerEntry } from './shapes.ts';

/** A booking in the customer ledger: our key of its voucher, what it is matched by, and what the customer's entry comes to. */
export interface SoughtBooking {
  key: string;
  matching: string;
  currency: string;
  /** In minor units; positive where the customer owes. */
  amount: Minor;
  /** The days between which it may be posted, both included. */
  from: string;
  to: string;
}

/** The customer ledger's entries of these days, by one of its filters. */
export const readEntries = (
  go: Go,
  { from, to }: Pick<SoughtBooking, 'from' | 'to'>,
  filter: Readonly<Record<string, string>>,
): Promise<Reply<LedgerEntry[]>> =>
  go.list('/Customerledger/Statement', ledgerEntry, { fromDate: from, toDate: to, ...filter });

const readNamed = (go: Go, sought: SoughtBooking) =>
  readEntries(go, sought, { customMatchingReferences: sought.matching });

/** Our vouchers with the key, by the ledger's entries; one that was reversed is none. */
export async function ownVouchers(go: Go, sought: SoughtBooking): Promise<Reply<BankVoucher[]>> {
  const named = await readNamed(go, sought);
  return named.kind === 'value' ? vouchersAmong(go, named.value, sought.key) : named;
}

/**
 * Looks for the booking: our own voucher, or somebody else's entry that says the same. Somebody else's is found by our matching reference or, where a person or a bank file
 * booked without it, by what the document that it settles is matched with.
 */
export async function readBooked(
  go: Go,
  sought: SoughtBooking,
): Promise<Reply<{ own: BankVoucher | null; other: LedgerEntry | null }>> {
  const named = await readNamed(go, sought);
  if (named.kind !== 'value') return named;
  const vouchers = await vouchersAmong(go, named.value, sought.key);
  if (vouchers.kind !== 'value') return vouchers;
  const [own = null] = vouchers.value;
  if (own) return valueOf({ own, other: null });
  const [direct] = others(named.value, sought);
  if (direct) return valueOf({ own: null, other: direct });
  const matched = await matchedWith(go, named.value, sought);
  return mapped(matched, (entries) => ({ own: null, other: others(entries, sought)[0] ?? null }));
}

const isDocument = ({ VoucherType }: LedgerEntry) =>
  VoucherType === 'OutgoingInvoice' || VoucherType === 'OutgoingCreditNote';

/** The entries of the same customer that settle the document with our reference. */
async function matchedWith(go: Go, named: readonly LedgerEntry[], days: SoughtBooking): Promise<Reply<LedgerEntry[]>> {
  const document = named.find((entry) => isDocument(entry) && entry.MatchId);
  if (!document?.CustomerAccountNo) return valueOf([]);
  const all = await readEntries(go, days, { customerNos: document.CustomerAccountNo });
  return mapped(all, (entries) => entries.filter(({ MatchId }) => MatchId === document.MatchId));
}

/** Entries of the amount that are not of our voucher, no documents, and not taken back. */
function others(entries: readonly LedgerEntry[], { key, currency, amount }: SoughtBooking): LedgerEntry[] {
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
  const named = entries.filter((entry) => entry.ExternalImportReference === key);
  const vouchers: BankVoucher[] = [];
  for (const id of new Set(named.map(({ VoucherId }) => VoucherId))) {
    const reply = await readVoucher(go, id);
    if (reply.kind !== 'value') return reply;
    if (reply.value.ExternalImportReference === key && reply.value.IsReversed !== true) vouchers.push(reply.value);
  }
  return valueOf(vouchers);
}

/** One bank voucher by Go's id. */
export const readVoucher = (go: Go, id: string): Promise<Reply<BankVoucher>> =>
  go.get(path`/Vouchers/BankJournals/${id}`, bankVoucher);
