import type { Client } from '../client.ts';
import type { CustomerFact } from '../customer/known.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { customer } from '../shapes/customer.ts';
import { integer } from '../shapes/numbers.ts';
import { read, type Read } from './read.ts';

/** A change of it in Go counts at the latest after this. */
const rememberedSeconds = 600;
const factName = (number: string) => `collective-customer:${number}`;

/** The one customer that the settings put all orders on, by its number. */
export async function readCollective(client: Client, context: Context): Promise<Read<CustomerFact>> {
  const number = context.settings.collectiveCustomer;
  if (!number) return read({ state: 'no_collective', fault: 'unset' });
  const remembered = integer.safeParse(await context.store.get(factName(number), rememberedSeconds)).data;
  if (remembered !== undefined) return read({ state: 'known', id: remembered, delivery: null });
  const reply = await client.list(context, '/Customers', { customerNos: number }, customer);
  if (reply.kind !== 'value') return failed(reply);
  const row = reply.value.find(({ Number: its }) => its === number);
  if (!row) return read({ state: 'no_collective', fault: 'missing' });
  if (row.IsArchived === true) return read({ state: 'no_collective', fault: 'archived' });
  await context.store.put(factName(number), row.Id);
  return read({ state: 'known', id: row.Id, delivery: null });
}
