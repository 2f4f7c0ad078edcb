import { z } from 'zod';
import type { Client } from '../client.ts';
import type { Context } from '../settings/connection.ts';
import { readText } from '../shapes/numbers.ts';
import { readPermitted } from './permitted.ts';
import { read, type Read } from './read.ts';

/** A currency that is closed in Go counts at the latest after this. */
const rememberedSeconds = 3600;
const factName = 'currencies';
const activeCodes = z.array(z.string());
/** Every company at Go keeps its books in it. */
const ownCurrency = 'NOK';

/** Read: `CurrencyDto`. */
const currency = z.looseObject({ Code: readText, IsActive: z.boolean().nullish() });

/**
 * Whether Go says that the currency is not active on the client. What may not be read, or is not told, says nothing: Go's own
 * refusal does then. Only open currencies are remembered, since a closed one may be opened any moment.
 */
export async function readClosedCurrency(client: Client, context: Context, code: string): Promise<Read<boolean>> {
  const remembered = activeCodes.safeParse(await context.store.get(factName, rememberedSeconds)).data ?? [];
  if (code === ownCurrency || remembered.includes(code)) return read(false);
  const all = await readPermitted(client, context, '/Currencies', {}, currency);
  if (all.kind !== 'read') return all;
  if (all.value === null) return read(false);
  const active = all.value.flatMap(({ Code, IsActive }) => (Code && IsActive === true ? [Code] : []));
  await context.store.put(factName, active);
  return read(all.value.length > 0 && !active.includes(code));
}
