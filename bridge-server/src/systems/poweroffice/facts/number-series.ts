import { z } from 'zod';
import type { Client } from '../client.ts';
import type { SeriesFault } from '../customer/known.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { integer } from '../shapes/numbers.ts';
import { numberSeries } from '../shapes/number-series.ts';
import { read, type Read } from './read.ts';

/** How long a series that had room is taken to have some; should it fill up meanwhile, Go refuses the next customer by name. */
const roomSeconds = 600;
const factName = (id: string) => `number-series-room:${id}`;
const numbered = z.looseObject({ Number: integer.nullish() });

/** What keeps the series of the settings from numbering a new customer, or null; nothing is asked where Go chooses. */
export async function readSeriesFault(client: Client, context: Context): Promise<Read<SeriesFault | null>> {
  const wanted = context.settings.numberSeries.toLowerCase();
  if (!wanted || (await context.store.get(factName(wanted), roomSeconds)) === true) return read(null);
  // Of all types, so that one of another type is told from one that is gone.
  const all = await client.list(context, '/SubLedgerNumberSeries', {}, numberSeries);
  if (all.kind !== 'value') return failed(all);
  const series = all.value.find(({ Id }) => Id.toLowerCase() === wanted);
  if (!series) return read({ fault: 'missing' });
  const { FromInclusive: from, ToInclusive: to } = series;
  const [name, type] = [series.Name ?? wanted, series.SubLedgerNumberSeriesType ?? ''];
  if (type !== 'Customer') return read({ fault: 'foreign', name, type });
  const used = await client.list(context, '/Customers', { customerNos: `${from}-${to}`, Fields: 'Number' }, numbered);
  if (used.kind !== 'value') return failed(used);
  if (BigInt(new Set(used.value.map((row) => row.Number)).size) > BigInt(to) - BigInt(from))
    return read({ fault: 'full', name, from, to });
  await context.store.put(factName(wanted), true);
  return read(null);
}
