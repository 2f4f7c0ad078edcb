import { z } from 'zod';
import { percentOf } from '../../../vendor/fields.ts';
import { nullIfForbidden, remembered } from '../../../vendor/remembered.ts';
import { mapReply, valueOf, type Reply } from '../../../vendor/reply.ts';
import { booksSeconds, type Go } from '../client.ts';
import type { AccountFact } from '../../../documents/account-vat.ts';
import { ledgerCurrency, ledgerAccount, lockDateSettings, vatCode, vatSettings } from './shapes.ts';

/** Those of the accounts with these numbers that Go has, with their VAT; `null` where accounts may not be read. */
export async function readAccounts(go: Go, numbers: readonly string[]): Promise<Reply<AccountFact[] | null>> {
  if (numbers.length === 0) return valueOf([]);
  const accounts = nullIfForbidden(
    await go.list('/GeneralLedgerAccounts', ledgerAccount, { accountNos: numbers.join(',') }),
  );
  if (accounts.kind !== 'value' || accounts.value === null) return accounts as Reply<null>;
  const rows = accounts.value.filter(({ AccountNo }) => numbers.includes(AccountNo));
  const rates = rows.some(({ VatCode }) => VatCode) ? await readRates(go) : valueOf({});
  return mapReply(rates, (byCode: Rates | null) =>
    rows.map(({ AccountNo, VatCode }) => ({
      number: AccountNo,
      vatCode: VatCode ?? null,
      rate: byCode?.[VatCode ?? ''] ?? null,
    })),
  );
}

const registration = { name: 'vat:registered', seconds: booksSeconds, schema: z.boolean().nullable() };

/**
 * Whether the company is registered for VAT, without which its invoices have none. `null`: Go does not tell, or it may
 * not be read.
 */
export const readVatRegistration = (go: Go): Promise<Reply<boolean | null>> =>
  remembered(go.context.store, registration, async () =>
    mapReply(
      nullIfForbidden(await go.get('/VatSettings', vatSettings)),
      (settings) => settings?.IsVatRegistered ?? null,
    ),
  );

const vatRates = z.record(z.string(), z.string().nullable());
type Rates = z.infer<typeof vatRates>;
/** A missing right is not remembered, since products wait for the codes and the right may be given at any moment. */
const rememberedRates = { name: 'vat:rates', seconds: booksSeconds, schema: vatRates };

/**
 * The rate of each VAT code in percent. It is `null` for a code with several rates, or with VAT on only a part of the
 * amount.
 */
const readRates = (go: Go): Promise<Reply<Rates | null>> =>
  remembered(go.context.store, rememberedRates, async () =>
    mapReply(nullIfForbidden(await go.list('/VatCodes', vatCode)), (codes) => {
      if (codes === null) return null;
      const rates: Rates = {};
      for (const { Code, Rate, VatBasisRatio } of codes) {
        if (!Code) continue;
        const rate = (VatBasisRatio ?? null) === null || Number(VatBasisRatio) === 1 ? percentOf(Rate ?? '') : null;
        rates[Code] = Code in rates && rates[Code] !== rate ? null : rate;
      }
      return rates;
    }),
  );

/** The last day of the closed books; `null` where the company has closed none. */
export const readLockDate = async (go: Go): Promise<Reply<string | null>> =>
  mapReply(
    await go.get('/LockDateSettings', lockDateSettings.nullable()),
    (lock) => lock?.LockDate?.slice(0, 10) || null,
  );

const activeCurrencies = { name: 'currencies', seconds: 3600, schema: z.array(z.string()) };
/** The currency in which every company at Go keeps its books. */
const ownCurrency = 'NOK';

/**
 * Whether Go says that the company does not use the currency. If the list is empty or may not be read, the answer is
 * no; Go then refuses the document itself. Only open currencies are remembered, for an hour, since a closed one may be
 * opened at any moment.
 */
export async function readClosedCurrency(go: Go, code: string): Promise<Reply<boolean>> {
  const { store } = go.context;
  const { name, seconds, schema } = activeCurrencies;
  const openCurrencies = schema.safeParse(await store.get(name, seconds)).data ?? [];
  if (code === ownCurrency || openCurrencies.includes(code)) return valueOf(false);
  const currencies = nullIfForbidden(await go.list('/Currencies', ledgerCurrency));
  if (currencies.kind !== 'value') return currencies;
  if (currencies.value === null) return valueOf(false);
  const active = currencies.value.flatMap(({ Code, IsActive }) => (Code && IsActive === true ? [Code] : []));
  await store.put(name, active);
  return valueOf(currencies.value.length > 0 && !active.includes(code));
}
