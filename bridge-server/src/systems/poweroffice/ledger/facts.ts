import { z } from 'zod';
import type { Client } from '../client.ts';
import { percentOf, type AccountFact } from '../map/vat.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { ledgerAccount, vatCode, vatSettings } from '../shapes/books.ts';
import { isForbidden, readPermitted } from './permitted.ts';
import { read, type Read } from './read.ts';
import { remembered } from './remembered.ts';

/** The accounts with these numbers that Go has, with their VAT; `null` where accounts may not be read. */
export async function readAccounts(
  client: Client,
  context: Context,
  numbers: readonly string[],
): Promise<Read<AccountFact[] | null>> {
  if (numbers.length === 0) return read([]);
  const accounts = await readPermitted(
    client,
    context,
    '/GeneralLedgerAccounts',
    { accountNos: numbers.join(',') },
    ledgerAccount,
  );
  if (accounts.kind !== 'read' || accounts.value === null) return accounts.kind === 'read' ? read(null) : accounts;
  const found = accounts.value.filter(({ AccountNo }) => numbers.includes(AccountNo));
  const rates = found.some(({ VatCode }) => VatCode) ? await readRates(client, context) : read<Rates | null>({});
  if (rates.kind !== 'read') return rates;
  return read(
    found.map(({ AccountNo, VatCode }) => ({
      number: AccountNo,
      vatCode: VatCode ?? null,
      rate: rates.value?.[VatCode ?? ''] ?? null,
    })),
  );
}

const registration = z.boolean().nullable();

/** Whether the company is registered for VAT: one that is not has none on its invoices. `null`: it may not be asked, or is not told. */
export const readVatRegistration = (client: Client, context: Context): Promise<Read<boolean | null>> =>
  remembered(context, 'vat:registered', registration, async () => {
    const reply = await client.call(context, { method: 'GET', path: '/VatSettings', effect: 'reads' }, vatSettings);
    if (reply.kind === 'value') return read(reply.value.IsVatRegistered ?? null);
    return isForbidden(reply) ? read(null) : failed(reply);
  });

const vatRates = z.record(z.string(), z.string().nullable());
type Rates = z.infer<typeof vatRates>;
const rememberedRates = vatRates.nullable();

/** The rate of each VAT code, in percent. One that has several, or that is of a part of the amount only, has none that could be compared. */
const readRates = (client: Client, context: Context): Promise<Read<Rates | null>> =>
  remembered(context, 'vat:rates', rememberedRates, async () => {
    const codes = await readPermitted(client, context, '/VatCodes', {}, vatCode);
    if (codes.kind !== 'read' || codes.value === null) return codes.kind === 'read' ? read(null) : codes;
    const rates: Rates = {};
    for (const { Code, Rate, VatBasisRatio } of codes.value) {
      if (!Code) continue;
      const rate = (VatBasisRatio ?? null) === null || Number(VatBasisRatio) === 1 ? percentOf(Rate ?? '') : null;
      rates[Code] = Code in rates && rates[Code] !== rate ? null : rate;
    }
    return read(rates);
  });
