import { decimalsOf, nearestMinor, type Minor } from '@kontor/shared/money';
import type { OfficeState } from '@kontor/shared/office';
import { z } from 'zod';
import type { Followed } from '../contract.ts';
import { pageSize, type Client } from './client.ts';
import { failed } from './refusal.ts';
import type { Context } from './settings/connection.ts';
import { followedInvoice, type FollowedInvoice } from './shapes/followed-invoice.ts';

/** How far back the first call looks. */
const firstWindowDays = 90;
/** Vendors' lists may lag behind their own clocks: so much of what was seen is read again. */
const overlapMs = 10 * 60_000;

const instant = z.iso.datetime();
/** Where one filter stands, by the vendor's clock. While pages are left, `after` stays: then rows come in, but none leaves. */
const mark = z.object({ after: instant, newest: instant, page: z.int().min(1) });
type Mark = z.infer<typeof mark>;
const position = z.object({ sent: mark, balance: mark });

/** The two filters that between them tell of everything that happens to an invoice. */
const filters = {
  sent: { query: 'sentDateTimeOffsetGreaterThan', timeOf: (row: FollowedInvoice) => row.SentDateTimeOffset },
  balance: {
    query: 'balanceLastChangedDateTimeOffsetGreaterThan',
    timeOf: (row: FollowedInvoice) => row.BalanceLastChangedDateTimeOffset,
  },
} as const;

/**
 * Asks Go which invoices were sent and which balances changed since the cursor, one page of each. Not only those of the
 * integration: a draft that a person sends is that person's invoice. `now`: milliseconds since 1970, for the first window.
 */
export async function follow(client: Client, context: Context, cursor: unknown, now: () => number): Promise<Followed> {
  const from = position.safeParse(cursor).data ?? firstPosition(now());
  const sent = await page(client, context, filters.sent, from.sent);
  if ('kind' in sent) return sent;
  const balance = await page(client, context, filters.balance, from.balance);
  if ('kind' in balance) return balance;
  return {
    kind: 'followed',
    changes: changesOf([...sent.rows, ...balance.rows]),
    cursor: { sent: sent.next, balance: balance.next },
    more: sent.next.page > 1 || balance.next.page > 1,
  };
}

function firstPosition(now: number): z.infer<typeof position> {
  const after = new Date(now - firstWindowDays * 86_400_000).toISOString();
  const first = { after, newest: after, page: 1 };
  return { sent: first, balance: first };
}

type Failure = Exclude<Followed, { kind: 'followed' }>;

async function page(
  client: Client,
  context: Context,
  filter: (typeof filters)[keyof typeof filters],
  from: Mark,
): Promise<{ rows: FollowedInvoice[]; next: Mark } | Failure> {
  // Ordered by what never changes, so that a row which comes in between two pages pushes none past them.
  const query = {
    [filter.query]: from.after,
    OrderBy: 'VoucherNo',
    PageNumber: String(from.page),
    PageSize: String(pageSize),
  };
  const reply = await client.call(
    context,
    { method: 'GET', path: '/OutgoingInvoices', query, effect: 'reads' },
    followedInvoice.array(),
  );
  if (reply.kind === 'refused' || reply.kind === 'closed') {
    const outcome = failed(reply);
    return outcome.kind === 'refused' ? { kind: 'doubt', code: 'doubt.refused', cause: outcome.cause } : outcome;
  }
  const rows = reply.kind === 'value' ? reply.value : [];
  return {
    rows,
    next: after(
      from,
      rows.flatMap((row) => timeIn(filter.timeOf(row)) ?? []),
      rows.length === pageSize,
    ),
  };
}

function after(from: Mark, times: readonly string[], full: boolean): Mark {
  const newest = times.reduce((latest, time) => (time > latest ? time : latest), from.newest);
  if (full) return { ...from, newest, page: from.page + 1 };
  const overlapping = new Date(Date.parse(newest) - overlapMs).toISOString();
  return { after: overlapping > from.after ? overlapping : from.after, newest, page: 1 };
}

/** A row that was read twice counts as it was read last; a reference given for import is never somebody else's. */
function changesOf(rows: readonly FollowedInvoice[]): { key: string; state: OfficeState }[] {
  const named = new Map<string, OfficeState>();
  for (const row of rows)
    if (row.CustomMatchingReference && !row.ExternalImportReference)
      named.set(row.CustomMatchingReference, stateOf(row));
  for (const row of rows) if (row.ExternalImportReference) named.set(row.ExternalImportReference, stateOf(row));
  return [...named].map(([key, state]) => ({ key, state }));
}

function stateOf(row: FollowedInvoice): OfficeState {
  const sentAt = timeIn(row.SentDateTimeOffset);
  const balance = balanceOf(row);
  // What was reversed has nothing open either, but nobody paid it.
  const paidAt = balance === 0 && row.IsReversed !== true ? timeIn(row.BalanceLastChangedDateTimeOffset) : null;
  return {
    ...(row.InvoiceNo ? { invoiceNumber: row.InvoiceNo } : {}),
    ...(row.VoucherDate ? { invoicedAt: row.VoucherDate } : {}),
    ...(sentAt ? { sentAt } : {}),
    ...(sentAt && row.InvoiceDeliveryType ? { sentBy: row.InvoiceDeliveryType } : {}),
    ...(balance === null ? {} : { balance }),
    ...(paidAt ? { paidAt } : {}),
  };
}

/**
 * What is open, in the invoice's currency. Go tells it in the client's: of an invoice in another currency only nothing and
 * everything are certain, and a part is left unsaid.
 */
function balanceOf({ Balance, TotalPostedAmount, TotalAmount, CurrencyCode }: FollowedInvoice): Minor | null {
  const inClients = (amount: string | null | undefined) => nearestMinor(amount ?? '', decimalsOf('NOK'));
  const inInvoices = (amount: string) => nearestMinor(amount, decimalsOf(CurrencyCode ?? 'NOK'));
  const open = inClients(Balance);
  if (open === null || open === 0) return open;
  if (open === inClients(TotalPostedAmount)) return inInvoices(TotalAmount);
  return (CurrencyCode ?? 'NOK') === 'NOK' ? open : null;
}

/** The vendor's time as ISO 8601 in UTC; null where there is none that can be read. */
function timeIn(text: string | null | undefined): string | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
