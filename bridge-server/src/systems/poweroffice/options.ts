import type { z } from 'zod';
import type { Options } from '../contract.ts';
import { customerSeries, seriesLabel } from './check-details.ts';
import type { Client } from './client.ts';
import { percentOf } from './product/vat.ts';
import type { Context } from './settings/connection.ts';
import { ledgerAccount, numberSeries, vatCode } from './shapes/books.ts';
import { named } from './shapes/named.ts';
import { product } from './shapes/product.ts';

type Option = Options[string][number];
type List = (client: Client, context: Context) => Promise<Readonly<Record<string, readonly Option[] | null>>>;

/** One list of Go, read once for all the lists of options that are made of it. */
function from<T extends object>(
  path: string,
  query: Readonly<Record<string, string>>,
  row: z.ZodType<T>,
  made: Readonly<Record<string, (row: T) => Option | null>>,
): List {
  return async (client, context) => {
    const reply = await client.list(context, path, query, row);
    const rows =
      reply.kind === 'value' ? reply.value.filter((one) => !('IsActive' in one) || one.IsActive !== false) : null;
    return Object.fromEntries(
      Object.entries(made).map(([name, optionOf]) => [name, rows?.flatMap((one) => optionOf(one) ?? []) ?? null]),
    );
  };
}

const byId = ({ Id, Code, Name }: z.infer<typeof named>): Option => ({
  value: Id,
  label: [Code, Name].filter(Boolean).join(' ') || Id,
});
const account = ({ AccountNo, Name, VatCode }: z.infer<typeof ledgerAccount>): Option => ({
  value: AccountNo,
  label: `${AccountNo} ${Name ?? ''}`.trim() + (VatCode ? ` (VAT code ${VatCode})` : ''),
});

/** By the names that the settings give the lists. */
const lists: readonly List[] = [
  from('/SubLedgerNumberSeries', customerSeries, numberSeries, {
    numberSeries: (row) => ({ value: row.Id, label: seriesLabel(row) }),
  }),
  from('/GeneralLedgerAccounts', {}, ledgerAccount, {
    salesAccounts: (row) => (row.GeneralLedgerAccountType === 'Income' ? account(row) : null),
    ledgerAccounts: account,
  }),
  from('/VatCodes', {}, vatCode, {
    vatCodes: ({ Code, Name, Rate }) =>
      Code ? { value: Code, label: `${Code} ${Name ?? ''}`.trim() + rateOf(Rate) } : null,
  }),
  from('/Products', { isArchived: 'false' }, product, {
    products: ({ Code, Name }) => (Code ? { value: Code, label: `${Code} ${Name ?? ''}`.trim() } : null),
  }),
  from('/BrandingThemes', {}, named, { brandingThemes: byId }),
  from('/PaymentTerms', {}, named, { paymentTerms: byId }),
  from('/Departments', {}, named, { departments: byId }),
  from('/Projects', {}, named, { projects: byId }),
];

const rateOf = (rate: string | null | undefined): string => {
  const percent = percentOf(rate ?? '');
  return percent === null ? '' : ` (${percent} %)`;
};

/** The lists of Go that the settings name things of. One that may not be read, or cannot be, is left out. */
export async function readOptions(client: Client, context: Context): Promise<Options> {
  const all = await Promise.all(lists.map((list) => list(client, context)));
  return Object.fromEntries(
    all.flatMap((made) => Object.entries(made)).flatMap(([name, options]) => (options ? [[name, options]] : [])),
  );
}
