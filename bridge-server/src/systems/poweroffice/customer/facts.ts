import { z } from 'zod';
import {
  chosenCustomer,
  differencesOf,
  identityOf,
  type CustomerIdentity,
} from '../../../documents/customer-identity.ts';
import { customerKeysOf, customerQuestion, type CustomerKeys } from '../../../documents/customer.ts';
import type { SeriesFault } from '../../../documents/gaps.ts';
import { integer } from '../../../vendor/fields.ts';
import { remembered } from '../../../vendor/remembered.ts';
import { mapReply, valueOf, type FailedCall, type Reply } from '../../../vendor/reply.ts';
import { booksSeconds, type Go } from '../client.ts';
import { numberSeries } from '../ledger/shapes.ts';
import type { UnreadRequest } from '../request.ts';
import { wantsEhf } from '../../../documents/meta-fields.ts';
import { candidateOf, customer, nameOfCustomer, type CustomerFact, type Customer } from './shapes.ts';
import { customersWithMarks, readCustomerById } from './search.ts';

const rememberedSeconds = 365 * 86_400;
const factName = (name: string) => `customer:${name}`;

/**
 * The customer at Go that the order is made out to. A customer that is remembered for the order's address and name is
 * taken at once. Otherwise the candidates are the customer with our key and those with the order's e-mail address or
 * organisation number; they must have the name on the order. A person decides what that leaves open.
 */
export async function readCustomer(go: Go, request: UnreadRequest): Promise<Reply<CustomerFact>> {
  if (request.settings.customers === 'collective') return readCollective(go);
  const keys = customerKeysOf(request);
  if (keys === null) return missingCustomer(go, request);
  const knownId = integer.safeParse(await go.context.store.get(factName(keys.name), rememberedSeconds)).data;
  if (knownId !== undefined) return knownCustomer(go, request, knownId);

  const identity = identityOf(request.order, request.settings);
  const candidates = await candidatesFor(go, request, keys, identity);
  if (candidates.kind !== 'value') return candidates;
  if ('crowd' in candidates.value) return valueOf({ state: 'crowded', count: candidates.value.crowd });
  const choice = chosenCustomer(candidates.value, identity, request.decisions[customerQuestion(keys.name)]);
  if (choice === 'unclear') {
    const unclear = candidates.value.map((candidate) => ({
      id: candidate.id,
      label: labelOf(candidate.row),
      differences: differencesOf(identity, candidate),
    }));
    return valueOf({ state: 'unclear', candidates: unclear });
  }
  if (choice.row === null) return missingCustomer(go, request);
  const { row } = choice.row;
  if (row.IsArchived === true) return valueOf({ state: 'archived', label: labelOf(row) });
  await rememberCustomer(go, keys.name, row.Id);
  return knownCustomer(go, request, row.Id);
}

type Candidate = ReturnType<typeof candidateOf>;

/**
 * The customers at Go of which one may be the order's. First the one with our key. If that one differs, also those with
 * the order's e-mail address or organisation number that are not archived, unless the order gets a customer of its own.
 */
async function candidatesFor(
  go: Go,
  { order, settings }: UnreadRequest,
  { reference, isNew }: CustomerKeys,
  identity: CustomerIdentity,
): Promise<Reply<Candidate[] | { crowd: number }>> {
  const reply = await customersWithReference(go, reference);
  if (reply.kind !== 'value') return reply;
  const ours = reply.value.map((row) => candidateOf(row, reference));
  const [own] = ours;
  if (isNew || settings.customers !== 'per_email' || (own && differencesOf(identity, own).length === 0))
    return valueOf(ours);
  const marks = { emails: [order.billing.email], organisationNumber: identity.organisationNumber };
  return mapReply(await customersWithMarks(go, marks), (rows) => {
    if ('crowd' in rows) return rows;
    const others = rows.filter(({ Id, IsArchived }) => IsArchived !== true && Id !== own?.id);
    return [...ours, ...others.map((row) => candidateOf(row, reference))];
  });
}

/**
 * The fact that Go does not have the customer. If the connection creates customers, it also says whether a new one
 * would get a number.
 */
async function missingCustomer(go: Go, { functions }: UnreadRequest): Promise<Reply<CustomerFact>> {
  const series = functions.includes('createCustomers') ? await readSeriesFault(go) : valueOf(null);
  return mapReply(series, (fault) => ({ state: 'none', series: fault }));
}

async function knownCustomer(go: Go, { order, settings }: UnreadRequest, id: string): Promise<Reply<CustomerFact>> {
  const row = wantsEhf(order, settings) ? await readCustomerById(go, id) : valueOf(null);
  return mapReply(row, (read) => ({ state: 'known', id, delivery: read?.InvoiceDeliveryType ?? null }));
}

/** A customer by number and name, as people find it in Go. */
const labelOf = (row: Customer): string => [row.Number, nameOfCustomer(row)].filter(Boolean).join(' ') || row.Id;

/**
 * Remembers the id of a customer that was compared with the order's or created for it. `name`: see `CustomerKeys.name`.
 */
export const rememberCustomer = (go: Go, name: string, id: string): Promise<void> =>
  go.context.store.put(factName(name), id);

/**
 * The refusal of a call whose customer Go no longer has. The customer is forgotten, so that the next attempt looks for
 * it again. `name`: see `CustomerKeys.name`; null: it is remembered by none.
 */
export async function customerGone(go: Go, refusal: FailedCall, name: string | null): Promise<FailedCall> {
  if (name === null) return refusal;
  await go.context.store.put(factName(name), null);
  return refusal.kind === 'refused' ? { ...refusal, forget: { object: 'customer', name } } : refusal;
}

/** Go's customers with our reference; Go allows only one. */
export async function customersWithReference(go: Go, reference: string): Promise<Reply<Customer[]>> {
  const reply = await go.list('/Customers', customer, { externalImportReference: reference });
  return mapReply(reply, (rows) => rows.filter((row) => row.ExternalImportReference === reference));
}

/**
 * The collective customer, which the settings name by its number. A change in Go counts after ten minutes at the
 * latest.
 */
async function readCollective(go: Go): Promise<Reply<CustomerFact>> {
  const { settings, store } = go.context;
  const number = settings.collectiveCustomer;
  if (!number) return valueOf({ state: 'no_collective', fault: 'unset' });
  let fault: 'missing' | 'archived' = 'missing';
  const name = `collective-customer:${number}`;
  const id = await remembered(store, { name, seconds: booksSeconds, schema: integer }, async () => {
    const reply = await go.list('/Customers', customer, { customerNos: number });
    return mapReply(reply, (rows) => {
      const row = rows.find((candidate) => candidate.Number === number);
      if (row?.IsArchived === true) fault = 'archived';
      return row && row.IsArchived !== true ? row.Id : null;
    });
  });
  return mapReply(id, (customerId) =>
    customerId === null ? { state: 'no_collective', fault } : { state: 'known', id: customerId, delivery: null },
  );
}

const customerNumber = z.looseObject({ Number: integer.nullish() });

/**
 * Why the number series in the settings cannot number a new customer, or `null`. Go is not asked where the settings
 * leave the choice to Go. A series that had room counts as having room for ten minutes; if it fills up meanwhile, Go
 * refuses the next customer and says so.
 */
async function readSeriesFault(go: Go): Promise<Reply<SeriesFault | null>> {
  const { settings, store } = go.context;
  const seriesId = settings.numberSeries.toLowerCase();
  const factName = `number-series-room:${seriesId}`;
  if (!seriesId || (await store.get(factName, booksSeconds)) === true) return valueOf(null);
  // Series of all types are read, so that a series of another type can be told from a deleted one.
  const allSeries = await go.list('/SubLedgerNumberSeries', numberSeries);
  if (allSeries.kind !== 'value') return allSeries;
  const series = allSeries.value.find(({ Id }) => Id.toLowerCase() === seriesId);
  if (!series) return valueOf({ fault: 'missing' });
  const { FromInclusive: from, ToInclusive: to } = series;
  const [name, type] = [series.Name ?? seriesId, series.SubLedgerNumberSeriesType ?? ''];
  if (type !== 'Customer') return valueOf({ fault: 'foreign', name, type });
  const numberedCustomers = await go.list('/Customers', customerNumber, {
    customerNos: `${from}-${to}`,
    Fields: 'Number',
  });
  if (numberedCustomers.kind !== 'value') return numberedCustomers;
  if (BigInt(new Set(numberedCustomers.value.map((row) => row.Number)).size) > BigInt(to) - BigInt(from))
    return valueOf({ fault: 'full', name, from, to });
  await store.put(factName, true);
  return valueOf(null);
}
