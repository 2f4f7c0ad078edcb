import { z } from 'zod';
import { chosenCustomer, customerNameOf, customerQuestion } from '../../../documents/customer.ts';
import type { SeriesFault } from '../../../documents/number-series.ts';
import { organisationNumberOf } from '../../../documents/organisation-number.ts';
import { path } from '../../../vendor/client.ts';
import { integer } from '../../../vendor/fields.ts';
import { ifThere, remembered } from '../../../vendor/read.ts';
import { mapped, valueOf, type Failed, type Reply } from '../../../vendor/reply.ts';
import { booksSeconds, type Go } from '../client.ts';
import { numberSeries } from '../ledger/shapes.ts';
import type { UnreadRequest } from '../request.ts';
import { wantsEhf } from '../../../documents/ehf.ts';
import type { CustomerFact } from './known.ts';
import { customersWith, forgetCustomer } from './marks.ts';
import { customer, nameOfCustomer, namesOfCustomer, type Customer } from './shapes.ts';

const rememberedSeconds = 365 * 86_400;
const factName = (reference: string) => `customer:${reference}`;

/**
 * Whom the order is made out to at Go: who is remembered, else who has our key, else who alone has the order's e-mail address
 * or organisation number and is called as the order says. A person decides about what that leaves open.
 */
export async function readCustomer(go: Go, request: UnreadRequest): Promise<Reply<CustomerFact>> {
  if (request.settings.customers === 'collective') return readCollective(go);
  const name = customerNameOf(request);
  if (name === null) return none(go, request);
  const kept = integer.safeParse(await go.context.store.get(factName(name), rememberedSeconds)).data;
  if (kept !== undefined) return known(go, request, kept);

  const ours = await customersOf(go, name);
  if (ours.kind !== 'value') return ours;
  const [own] = ours.value;
  if (own?.IsArchived === true) return valueOf({ state: 'archived', label: labelOf(own) });
  const found = own ? valueOf({ row: own }) : await matching(go, request, name);
  if (found.kind !== 'value') return found;
  if ('unclear' in found.value) return valueOf({ state: 'unclear', candidates: found.value.unclear });
  const { row } = found.value;
  if (row === null) return none(go, request);
  await rememberCustomer(go, name, row.Id);
  return known(go, request, row.Id);
}

type Found = { row: Customer | null } | { unclear: { id: string; label: string }[] };

/** The one customer that is the order's by its e-mail address or number, if any; one of its own, an order never shares. */
async function matching(go: Go, { order, settings, decisions }: UnreadRequest, name: string): Promise<Reply<Found>> {
  if (settings.customers !== 'per_email') return valueOf({ row: null });
  const organisation = organisationNumberOf(order, settings);
  const all = await customersWith(go, {
    emails: [order.billing.email],
    organisationNumber: 'number' in organisation ? organisation.number : null,
  });
  if (all.kind !== 'value') return all;
  const candidates = all.value.filter(({ IsArchived }) => IsArchived !== true);
  // One that was made a moment ago may be in this list before it is found by its reference.
  const own = candidates.find(({ ExternalImportReference }) => ExternalImportReference === name);
  if (own) return valueOf({ row: own });
  const named = candidates.map((row) => ({ id: row.Id, names: namesOfCustomer(row), row }));
  const chosen = chosenCustomer(named, order, decisions[customerQuestion(name)]);
  return valueOf(
    chosen === 'unclear'
      ? { unclear: candidates.map((row) => ({ id: row.Id, label: labelOf(row) })) }
      : { row: chosen.row?.row ?? null },
  );
}

/** Go has none; one that is to be created must get its number. */
async function none(go: Go, { functions }: UnreadRequest): Promise<Reply<CustomerFact>> {
  const series = functions.includes('createCustomers') ? await readSeriesFault(go) : valueOf(null);
  return mapped(series, (fault) => ({ state: 'none', series: fault }));
}

async function known(go: Go, { order, settings }: UnreadRequest, id: string): Promise<Reply<CustomerFact>> {
  const delivery = wantsEhf(order, settings) ? await readDelivery(go, id) : valueOf(null);
  return mapped(delivery, (read) => ({ state: 'known', id, delivery: read }));
}

/** How the customer's invoices are delivered, in Go's word; null for a customer that Go does not know. */
export async function readDelivery(go: Go, id: string): Promise<Reply<string | null>> {
  const reply = ifThere(await go.get(path`/Customers/${id}`, customer));
  return mapped(reply, (row) => row?.InvoiceDeliveryType ?? null);
}

/** By number and name, as people find it in Go. */
const labelOf = (row: Customer): string => [row.Number, nameOfCustomer(row)].filter(Boolean).join(' ') || row.Id;

/** Keeps the customer's id under our reference. */
export const rememberCustomer = (go: Go, reference: string, id: string): Promise<void> =>
  go.context.store.put(factName(reference), id);

/** The refusal of a call whose customer Go no longer has: it is forgotten, so that the next attempt looks for it anew. */
export async function customerGone(
  go: Go,
  refused: Failed,
  { name, id }: { name: string | null; id: string },
): Promise<Failed> {
  await forgetCustomer(go, id);
  if (name === null) return refused;
  await go.context.store.put(factName(name), null);
  return refused.kind === 'refused' ? { ...refused, forget: { object: 'customer', name } } : refused;
}

/** Go's customers with our reference; it lets one have it. */
export async function customersOf(go: Go, reference: string): Promise<Reply<Customer[]>> {
  const reply = await go.list('/Customers', customer, { externalImportReference: reference });
  return mapped(reply, (rows) => rows.filter((row) => row.ExternalImportReference === reference));
}

/** The one customer that the settings put all orders on, by its number. A change of it in Go counts after ten minutes at the latest. */
async function readCollective(go: Go): Promise<Reply<CustomerFact>> {
  const { settings, store } = go.context;
  const number = settings.collectiveCustomer;
  if (!number) return valueOf({ state: 'no_collective', fault: 'unset' });
  let fault: 'missing' | 'archived' = 'missing';
  const name = `collective-customer:${number}`;
  const id = await remembered(store, { name, seconds: booksSeconds, schema: integer }, async () => {
    const reply = await go.list('/Customers', customer, { customerNos: number });
    return mapped(reply, (rows) => {
      const row = rows.find((candidate) => candidate.Number === number);
      if (row?.IsArchived === true) fault = 'archived';
      return row && row.IsArchived !== true ? row.Id : null;
    });
  });
  return mapped(id, (its) =>
    its === null ? { state: 'no_collective', fault } : { state: 'known', id: its, delivery: null },
  );
}

const numbered = z.looseObject({ Number: integer.nullish() });

/**
 * What keeps the series of the settings from numbering a new customer, or null; nothing is asked where Go chooses. A series that
 * had room is taken to have some for ten minutes; should it fill up meanwhile, Go refuses the next customer by name.
 */
async function readSeriesFault(go: Go): Promise<Reply<SeriesFault | null>> {
  const { settings, store } = go.context;
  const wanted = settings.numberSeries.toLowerCase();
  const factName = `number-series-room:${wanted}`;
  if (!wanted || (await store.get(factName, booksSeconds)) === true) return valueOf(null);
  // Of all types, so that one of another type is told from one that is gone.
  const all = await go.list('/SubLedgerNumberSeries', numberSeries);
  if (all.kind !== 'value') return all;
  const series = all.value.find(({ Id }) => Id.toLowerCase() === wanted);
  if (!series) return valueOf({ fault: 'missing' });
  const { FromInclusive: from, ToInclusive: to } = series;
  const [name, type] = [series.Name ?? wanted, series.SubLedgerNumberSeriesType ?? ''];
  if (type !== 'Customer') return valueOf({ fault: 'foreign', name, type });
  const used = await go.list('/Customers', numbered, { customerNos: `${from}-${to}`, Fields: 'Number' });
  if (used.kind !== 'value') return used;
  if (BigInt(new Set(used.value.map((row) => row.Number)).size) > BigInt(to) - BigInt(from))
    return valueOf({ fault: 'full', name, from, to });
  await store.put(factName, true);
  return valueOf(null);
}
