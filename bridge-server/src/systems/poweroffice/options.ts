import { percentOf } from '../../vendor/fields.ts';
import { labelledOption, optionsOf } from '../../vendor/options.ts';
import { mapReply } from '../../vendor/reply.ts';
import type { z } from 'zod';
import type { Option, Options } from '../contract-report.ts';
import type { Go } from './client.ts';
import { customerSeries, ledgerAccount, named, numberSeries, seriesLabel, vatCode } from './ledger/shapes.ts';
import { product } from './product/shapes.ts';
import { goWord } from './texts/texts.ts';

/** Reads one list of Go and makes lists of options from it, by the names that the settings use. */
const from =
  <Row extends object>(
    path: string,
    row: z.ZodType<Row>,
    lists: Readonly<Record<string, (row: Row) => Option | null>>,
    query: Readonly<Record<string, string>> = {},
  ) =>
  async (go: Go): Promise<Options> => {
    const active = mapReply(await go.list(path, row, query), (rows) =>
      rows.filter((candidate) => !('IsActive' in candidate) || candidate.IsActive !== false),
    );
    return optionsOf(active, lists);
  };

const byId = ({ Id, Code, Name }: z.infer<typeof named>): Option => ({
  value: Id,
  label: [Code, Name].filter(Boolean).join(' ') || Id,
});
const account = ({ AccountNo, Name, VatCode }: z.infer<typeof ledgerAccount>) => {
  const plain = labelledOption(AccountNo, Name);
  if (!plain || !VatCode) return plain;
  return { value: plain.value, ...goWord('options.account_with_code', { account: plain.label, code: VatCode }) };
};
const rateOf = (rate: string | null | undefined): string => {
  const percent = percentOf(rate ?? '');
  return percent === null ? '' : ` (${percent} %)`;
};

const lists = [
  from(
    '/SubLedgerNumberSeries',
    numberSeries,
    { numberSeries: (row) => ({ value: row.Id, label: seriesLabel(row) }) },
    customerSeries,
  ),
  from('/GeneralLedgerAccounts', ledgerAccount, {
    salesAccounts: (row) => (row.GeneralLedgerAccountType === 'Income' ? account(row) : null),
    ledgerAccounts: account,
  }),
  from('/VatCodes', vatCode, { vatCodes: ({ Code, Name, Rate }) => labelledOption(Code, Name, rateOf(Rate)) }),
  from('/Products', product, { products: ({ Code, Name }) => labelledOption(Code, Name) }, { isArchived: 'false' }),
  from('/BrandingThemes', named, { brandingThemes: byId }),
  from('/PaymentTerms', named, { paymentTerms: byId }),
  from('/Departments', named, { departments: byId }),
  from('/Projects', named, { projects: byId }),
];

/** Reads all lists of Go that the settings form offers. */
export async function readOptions(go: Go): Promise<Options> {
  const all = await Promise.all(lists.map((read) => read(go)));
  return Object.assign({}, ...all) as Options;
}
