import { decimalsOf, nearestMinor, type Minor } from '@kontor/shared/money';
import type { Client, Reply } from '../client.ts';
import type { Context } from '../settings/connection.ts';
import { ledgerEntry, type LedgerEntry } from '../shapes/ledger.ts';
import { bankVoucher, type BankVoucher } from '../shapes/voucher.ts';

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

type Failed = Exclude<Reply<never>, { kind: 'value' | 'empty' }>;
type Found<T> = { kind: 'value'; value: T } | Failed;

/** The customer ledger's entries with the matching reference. */
const entriesOf = (client: Client, context: Context, { matching, from, to }: SoughtBooking) =>
  client.list(
    context,
    '/Customerledger/Statement',
    { fromDate: from, toDate: to, customMatchingReferences: matching },
    ledgerEntry,
  );

/** Our vouchers with the key, by the ledger's entries; one that was reversed is none. */
export async function ownVouchers(
  client: Client,
  context: Context,
  sought: SoughtBooking,
): Promise<Found<BankVoucher[]>> {
  const entries = await entriesOf(client, context, sought);
  return entries.kind === 'value' ? vouchersAmong(client, context, entries.value, sought.key) : entries;
}

/** What the ledger knows of a booking: our own voucher, or somebody else's entry that says the same. */
export interface Booked {
  own: BankVoucher | null;
  other: LedgerEntry | null;
}

/**
 * Looks whether the booking is there. Somebody else's is found by our matching reference or, where a person or a bank file
 * booked without it, by what the document that it settles is matched with.
 */
export async function readBooked(client: Client, context: Context, sought: SoughtBooking): Promise<Found<Booked>> {
  const named = await entriesOf(client, context, sought);
  if (named.kind !== 'value') return named;
  const vouchers = await vouchersAmong(client, context, named.value, sought.key);
  if (vouchers.kind !== 'value') return vouchers;
  const [own = null] = vouchers.value;
  if (own !== null) return { kind: 'value', value: { own, other: null } };
  const direct = others(named.value, sought);
  const matched =
    direct.length > 0 ? { kind: 'value' as const, value: [] } : await matchedWith(client, context, named.value, sought);
  if (matched.kind !== 'value') return matched;
  const [other = null] = [...direct, ...others(matched.value, sought)];
  return { kind: 'value', value: { own: null, other } };
}

const isDocument = ({ VoucherType }: LedgerEntry) =>
  VoucherType === 'OutgoingInvoice' || VoucherType === 'OutgoingCreditNote';

/** The entries of the same customer that settle the document with our reference. */
async function matchedWith(
  client: Client,
  context: Context,
  named: readonly LedgerEntry[],
  { from, to }: SoughtBooking,
): Promise<Found<LedgerEntry[]>> {
  const document = named.find((entry) => isDocument(entry) && entry.MatchId);
  if (!document?.CustomerAccountNo) return { kind: 'value', value: [] };
  const all = await client.list(
    context,
    '/Customerledger/Statement',
    { fromDate: from, toDate: to, customerNos: document.CustomerAccountNo },
    ledgerEntry,
  );
  return all.kind === 'value'
    ? { kind: 'value', value: all.value.filter(({ MatchId }) => MatchId === document.MatchId) }
    : all;
}

/** Entries of the amount that are not of our voucher, no documents, and not taken back. */
function others(entries: readonly LedgerEntry[], { key, currency, amount }: SoughtBooking): LedgerEntry[] {
  const decimals = decimalsOf(currency);
  const amountOf = (entry: LedgerEntry) =>
    entry.CurrencyCode === currency ? nearestMinor(entry.CurrencyAmount, decimals) : null;
  const isTakenBack = ({ MatchId }: LedgerEntry) =>
    MatchId != null &&
    entries.some(
      (entry) => entry.MatchId === MatchId && entry.VoucherType === 'ReversalVoucher' && amountOf(entry) === 0 - amount,
    );
  return entries.filter(
    (entry) =>
      amountOf(entry) === amount &&
      entry.ExternalImportReference !== key &&
      !isDocument(entry) &&
      entry.VoucherType !== 'ReversalVoucher' &&
      !isTakenBack(entry),
  );
}

async function vouchersAmong(
  client: Client,
  context: Context,
  entries: readonly LedgerEntry[],
  key: string,
): Promise<Found<BankVoucher[]>> {
  const ids = new Set(
    entries.filter((entry) => entry.ExternalImportReference === key).map(({ VoucherId }) => VoucherId),
  );
  const vouchers: BankVoucher[] = [];
  for (const id of ids) {
    const reply = await readVoucher(client, context, id);
    if (reply.kind !== 'value') return reply;
    if (reply.value.ExternalImportReference === key && reply.value.IsReversed !== true) vouchers.push(reply.value);
  }
  return { kind: 'value', value: vouchers };
}

/** One bank voucher by Go's id. */
export async function readVoucher(client: Client, context: Context, id: string): Promise<Found<BankVoucher>> {
  const path = `/Vouchers/BankJournals/${encodeURIComponent(id)}`;
  const reply = await client.call(context, { method: 'GET', path, effect: 'reads' }, bankVoucher);
  return reply.kind === 'empty'
    ? { kind: 'refused', status: 404, words: `Go answered GET ${path} with nothing.` }
    : reply;
}
