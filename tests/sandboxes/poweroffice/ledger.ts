import type { Company, Customer, LedgerEntry, Matching } from './store.ts';

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

const indexed = new WeakMap<Company['matchings'], Map<LedgerEntry, Matching[]>>();

/** The matchings of each entry. Built once per state of the books, because lists ask for thousands of balances. */
function matchingsByEntry({ matchings }: Company): Map<LedgerEntry, Matching[]> {
  const known = indexed.get(matchings);
  if (known) return known;
  const byEntry = new Map<LedgerEntry, Matching[]>();
  for (const matching of matchings)
    for (const entry of [matching.claim, matching.settlement])
      byEntry.set(entry, [...(byEntry.get(entry) ?? []), matching]);
  indexed.set(matchings, byEntry);
  return byEntry;
}

/** The amount of an entry that is still open, in øre; with a day (yyyy-mm-dd), the amount that was open on that day. */
export function balanceOf(company: Company, entry: LedgerEntry, day: string | null = null): bigint {
  const matched = (matchingsByEntry(company).get(entry) ?? [])
    .filter(({ from }) => day === null || from <= day)
    .reduce((sum, { amount }) => sum + amount, 0n);
  return entry.amount < 0n ? entry.amount + matched : entry.amount - matched;
}

/** Whether a customer has an entry in the ledger that is not settled. */
export const hasOpenEntries = (company: Company, customer: Customer): boolean =>
  company.ledger.some((entry) => entry.customer === customer && balanceOf(company, entry) !== 0n);

/** Gives two entries one match id, and with them all entries that either was matched with before. */
function joinMatches(company: Company, a: LedgerEntry, b: LedgerEntry): void {
  const matchId = a.matchId ?? b.matchId ?? company.nextId();
  const joined = new Set([a.matchId, b.matchId].filter((id) => id !== null));
  for (const entry of company.ledger) if (entry.matchId !== null && joined.has(entry.matchId)) entry.matchId = matchId;
  a.matchId = matchId;
  b.matchId = matchId;
}

/** Settles two entries of opposite sign against each other, up to the smaller of their open amounts. */
function match(company: Company, a: LedgerEntry, b: LedgerEntry, now: number): void {
  const [openA, openB] = [balanceOf(company, a), balanceOf(company, b)];
  if (openA * openB >= 0n) return;
  const [claim, settlement] = openA > 0n ? [a, b] : [b, a];
  const from = a.postingDate > b.postingDate ? a.postingDate : b.postingDate;
  joinMatches(company, a, b);
  company.matchings = [
    ...company.matchings,
    { claim, settlement, from, amount: size(openA) < size(openB) ? size(openA) : size(openB) },
  ];
  a.changedAt = now;
  b.changedAt = now;
}

/** The invoice that an entry says it settles, when its matching reference finds no counterpart. */
export interface Settles {
  readonly invoiceNumber: string | null;
}

/**
 * Posts an entry to the customer ledger and matches it at once. Its counterpart is the customer's open entry with the
 * same CustomMatchingReference and the opposite amount, or else the invoice that the entry names, if it is open.
 */
export function post(company: Company, entry: LedgerEntry, { invoiceNumber }: Settles): void {
  const openEntries = company.ledger.filter(
    (open) => open.customer === entry.customer && balanceOf(company, open) !== 0n,
  );
  company.ledger.push(entry);
  const reference = entry.fields['CustomMatchingReference'];
  const counterpart =
    openEntries.find(
      (open) => reference && open.fields['CustomMatchingReference'] === reference && open.amount === -entry.amount,
    ) ?? openEntries.find((open) => invoiceNumber !== null && open.invoiceNumber === invoiceNumber);
  if (counterpart) match(company, entry, counterpart, entry.createdAt);
}

const involves = ({ claim, settlement }: Matching, entry: LedgerEntry): boolean =>
  claim === entry || settlement === entry;

/** Takes back an entry's matchings: the entries that it settled are open again. */
export function unmatchEntry(company: Company, entry: LedgerEntry, now: number): void {
  const removed = company.matchings.filter((matching) => involves(matching, entry));
  company.matchings = company.matchings.filter((matching) => !involves(matching, entry));
  for (const reopened of removed.flatMap(({ claim, settlement }) => [claim, settlement])) {
    reopened.changedAt = now;
    if (!company.matchings.some((matching) => involves(matching, reopened))) reopened.matchId = null;
  }
  entry.matchId = null;
}

/**
 * Posts the reversal of an entry: the invoices that the entry settled are open again, and the two settle each other.
 */
export function reverseEntry(company: Company, entry: LedgerEntry, reversal: LedgerEntry): void {
  unmatchEntry(company, entry, reversal.createdAt);
  company.ledger.push(reversal);
  match(company, entry, reversal, reversal.createdAt);
}
