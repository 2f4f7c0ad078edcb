import type { Company, Customer, LedgerEntry, Matching } from './store.ts';

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

const indexed = new WeakMap<Company['matchings'], Map<LedgerEntry, Matching[]>>();

/** By entry, made once for each state of the books: lists of the ledger ask for the balance of thousands. */
function matchingsByEntry({ matchings }: Company): Map<LedgerEntry, Matching[]> {
  const known = indexed.get(matchings);
  if (known) return known;
  const byEntry = new Map<LedgerEntry, Matching[]>();
  for (const one of matchings)
    for (const entry of [one.claim, one.settlement]) byEntry.set(entry, [...(byEntry.get(entry) ?? []), one]);
  indexed.set(matchings, byEntry);
  return byEntry;
}

/** What of an entry is still open, in øre; on a day (yyyy-mm-dd) only what was matched by then counts. */
export function balanceOf(company: Company, entry: LedgerEntry, day: string | null = null): bigint {
  const matched = (matchingsByEntry(company).get(entry) ?? [])
    .filter(({ from }) => day === null || from <= day)
    .reduce((sum, { amount }) => sum + amount, 0n);
  return entry.amount < 0n ? entry.amount + matched : entry.amount - matched;
}

/** Whether anything of a customer's ledger is open. */
export const hasOpenEntries = (company: Company, customer: Customer): boolean =>
  company.ledger.some((entry) => entry.customer === customer && balanceOf(company, entry) !== 0n);

/** Entries that are matched together share one match id, which also joins what each was matched with before. */
function joinMatches(company: Company, a: LedgerEntry, b: LedgerEntry): void {
  const matchId = a.matchId ?? b.matchId ?? company.nextId();
  const joined = new Set([a.matchId, b.matchId].filter((id) => id !== null));
  for (const entry of company.ledger) if (entry.matchId !== null && joined.has(entry.matchId)) entry.matchId = matchId;
  a.matchId = matchId;
  b.matchId = matchId;
}

/** Settles so much of two entries of opposite sign as both have open. */
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

/** What an entry says it settles, besides what its reference finds. */
export interface Settles {
  readonly invoiceNumber: string | null;
}

/**
 * Posts an entry to the customer ledger and matches it at once: with the open entry of the same customer that has the same
 * CustomMatchingReference and the opposite amount, else with the invoice it names, as far as that is open.
 */
export function post(company: Company, entry: LedgerEntry, { invoiceNumber }: Settles): void {
  const others = company.ledger.filter((one) => one.customer === entry.customer && balanceOf(company, one) !== 0n);
  company.ledger.push(entry);
  const reference = entry.fields['CustomMatchingReference'];
  const counterpart =
    others.find(
      (one) => reference && one.fields['CustomMatchingReference'] === reference && one.amount === -entry.amount,
    ) ?? others.find((one) => invoiceNumber !== null && one.invoiceNumber === invoiceNumber);
  if (counterpart) match(company, entry, counterpart, entry.createdAt);
}

const involves = ({ claim, settlement }: Matching, entry: LedgerEntry): boolean =>
  claim === entry || settlement === entry;

/** Takes an entry's matchings back: what it settled is open again. */
export function unmatchEntry(company: Company, entry: LedgerEntry, now: number): void {
  const undone = company.matchings.filter((one) => involves(one, entry));
  company.matchings = company.matchings.filter((one) => !involves(one, entry));
  for (const freed of undone.flatMap(({ claim, settlement }) => [claim, settlement])) {
    freed.changedAt = now;
    if (!company.matchings.some((one) => involves(one, freed))) freed.matchId = null;
  }
  entry.matchId = null;
}

/** Posts the reversal of an entry: what the entry settled is open again, and the two settle each other. */
export function reverseEntry(company: Company, entry: LedgerEntry, reversal: LedgerEntry): void {
  unmatchEntry(company, entry, reversal.createdAt);
  company.ledger.push(reversal);
  match(company, entry, reversal, reversal.createdAt);
}
