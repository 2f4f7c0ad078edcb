import { demoCompany } from '../sandboxes/poweroffice/seed.ts';
import {
  expectDone,
  testRemedies,
  type Clerk,
  type Scene,
  sendSimple,
  retry,
  sayElsewhere,
} from '../setup/remedies.ts';
import { soldOrder, type SoldLine } from '../setup/sold-order.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

/** Gaps about the lines of an order, each resolved as its remedy says. */

const at25: SoldLine = { net: 27_920, taxes: { 1: 6980 } };
const at8: SoldLine = { net: 10_000, taxes: { 8: 800 } };
const untaxed: SoldLine = { net: 27_920, taxes: {} };
const sent = ['order done sent', '349.00 A-1'];
const elsewhere = ['order closed elsewhere'];

const entries = {
  at25: { rate: '25', number: '1' },
  untaxed: { rate: 'none', number: '99' },
};
/** A product of Go that is booked on that account. */
const product = (code: string, account: string) => ({ code, name: code, standardSalesAccount: account });
const withProducts = (...more: ReturnType<typeof product>[]) => ({ products: [...demoCompany.products, ...more] });
const without1 = demoCompany.products.filter(({ code }) => code !== 'A-1');
const on1 = (changes: object) =>
  demoCompany.products.map((listed) => (listed.code === 'A-1' ? { ...listed, ...changes } : listed));

const idOfProduct = ({ shop }: Scene, code: string) =>
  shop.held().products.find((listed) => listed.code === code)?.id ?? '';
async function accountId({ call }: Clerk, number: string): Promise<number> {
  return Number((await call('GET', `/v2/GeneralLedgerAccounts?accountNos=${number}`)).json[0]?.['Id']);
}
const createProduct = async ({ clerk }: Scene, Code: string, account: string) =>
  expectDone(
    await clerk.call('POST', '/v2/Products', {
      Code,
      Name: Code,
      StandardSalesAccountId: await accountId(clerk, account),
    }),
  );
const creating = { functions: ['orders', 'createCustomers', 'createProducts'] };
const missing = { products: without1 };
const entryAt = (account: string) => ({
  products: [{ ...entries.at25, name: 'Varer', account, vatCode: '3' }, entries.untaxed],
});

testRemedies([
  {
    code: 'gap.rate_unmapped',
    says: 'Add an entry for 8 % under "Products by VAT rate"',
    company: {
      vatCodes: [...demoCompany.vatCodes, { code: '8', name: 'Prøve', rate: '0.08' }],
      accounts: { ...demoCompany.accounts, 3080: '8' },
      ...withProducts(product('A-8', '3080')),
    },
    provoke: ({ send }) => send(soldOrder([at8])),
    follow: ({ change }) => change({ settings: { products: [{ rate: '8', number: '8' }, entries.untaxed] } }),
    comes: ['order done sent', '108.00 A-8'],
  },
  {
    code: 'gap.rate_unknown',
    says: 'Recalculate the order in the shop. It then names its VAT rates again.',
    provoke: ({ send }) => send(soldOrder([{ net: 27_920, taxes: { 9: 6980 } }])),
    follow: ({ send }) => send(soldOrder([at25])),
    comes: sent,
  },
  {
    code: 'gap.several_rates',
    says: 'Make sure that only one VAT rate applies to the article in the shop, then recalculate the order',
    provoke: ({ send }) => send(soldOrder([{ net: 27_920, taxes: { 1: 6980, 2: 4188 } }])),
    follow: ({ send }) => send(soldOrder([at25])),
    comes: sent,
  },
  {
    code: 'gap.several_rates',
    says: 'Give shipping one tax class in the shop (WooCommerce, Settings, Tax), then recalculate the order',
    provoke: ({ send }) => send(soldOrder([at25, { kind: 'shipping', net: 8000, taxes: { 1: 2000, 2: 1200 } }])),
    follow: ({ send }) => send(soldOrder([at25, { kind: 'shipping', net: 8000, taxes: { 1: 2000 } }])),
    comes: ['order done sent', '449.00 A-1 A-1'],
  },
  {
    code: 'gap.several_rates',
    says: 'Replace the fee in the order by one fee for each VAT rate, then recalculate the order',
    provoke: ({ send }) => send(soldOrder([at25, { kind: 'fee', net: 8000, taxes: { 1: 2000, 2: 1200 } }])),
    follow: ({ send }) =>
      send(
        soldOrder([
          at25,
          { kind: 'fee', net: 4000, taxes: { 1: 1000 } },
          { kind: 'fee', net: 4000, taxes: { 2: 600 } },
        ]),
      ),
    comes: ['order done sent', '445.00 A-1 A-1 A-2'],
  },
  {
    code: 'gap.several_rates',
    says: 'Or enter the order in Go by hand and mark it as handled elsewhere.',
    provoke: ({ send }) => send(soldOrder([{ net: 27_920, taxes: { 1: 6980, 2: 4188 } }])),
    follow: sayElsewhere,
    comes: elsewhere,
  },
  {
    code: 'gap.product_undecided',
    says: 'Under "Products by VAT rate", remove one of these entries',
    settings: { products: [entries.at25, { rate: '25', number: '4' }, entries.untaxed] },
    provoke: sendSimple,
    follow: ({ change }) => change({ settings: { products: [entries.at25, entries.untaxed] } }),
    comes: sent,
  },
  {
    code: 'gap.product_undecided',
    says: 'or let one of them name both the category and the tax class of the line.',
    company: withProducts(product('A-4', '3000')),
    settings: {
      products: [
        { ...entries.at25, category: 'helse' },
        { rate: '25', number: '4', category: 'nyheter' },
        entries.untaxed,
      ],
    },
    provoke: ({ send }) => send(soldOrder([{ ...at25, categories: ['helse', 'nyheter'] }])),
    follow: ({ change }) =>
      change({
        settings: {
          products: [
            { ...entries.at25, category: 'helse' },
            { rate: '25', number: '4', category: 'nyheter', taxClass: 'standard' },
            entries.untaxed,
          ],
        },
      }),
    comes: ['order done sent', '349.00 A-4'],
  },
  {
    code: 'gap.product_undecided',
    says: 'give all entries with this number the same account',
    company: missing,
    rules: creating,
    settings: { products: [...entryAt('3000').products, { rate: '15', number: '1', name: 'Varer', account: '3030' }] },
    provoke: sendSimple,
    follow: ({ change }) => change({ settings: entryAt('3000') }),
    comes: sent,
  },
  {
    code: 'gap.product_undecided',
    says: 'or give each account its own number.',
    company: missing,
    rules: creating,
    settings: { products: [...entryAt('3000').products, { rate: '15', number: '1', name: 'Varer', account: '3030' }] },
    provoke: sendSimple,
    follow: ({ change }) =>
      change({
        settings: {
          products: [...entryAt('3000').products, { rate: '15', number: '2', name: 'Varer', account: '3030' }],
        },
      }),
    comes: sent,
  },
  {
    code: 'gap.product_missing',
    says: 'Create A-1 in Go with the sales account of its VAT rate',
    company: missing,
    provoke: sendSimple,
    follow: async (scene) => {
      await createProduct(scene, 'A-1', '3000');
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.product_missing',
    says: 'Or let Kontor create products',
    company: missing,
    provoke: sendSimple,
    follow: ({ change }) => change(creating),
    comes: sent,
  },
  {
    code: 'gap.product_missing',
    says: 'Or map another product there.',
    company: { products: [...without1, product('A-4', '3000')] },
    provoke: sendSimple,
    follow: ({ change }) => change({ settings: { products: [{ rate: '25', number: '4' }, entries.untaxed] } }),
    comes: ['order done sent', '349.00 A-4'],
  },
  {
    code: 'gap.product_archived',
    says: 'Activate A-1 in Go',
    company: { products: on1({ isArchived: true }) },
    provoke: sendSimple,
    follow: async (scene) => {
      await scene.clerk.change(`/Products/${idOfProduct(scene, 'A-1')}`, { IsArchived: false });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.product_archived',
    says: "or map another product in the connection's settings.",
    company: { products: [...on1({ isArchived: true }), product('A-4', '3000')] },
    provoke: sendSimple,
    follow: ({ change }) => change({ settings: { products: [{ rate: '25', number: '4' }, entries.untaxed] } }),
    comes: ['order done sent', '349.00 A-4'],
  },
  {
    code: 'gap.product_ambiguous',
    says: 'Archive all of them but one',
    company: withProducts(product('A-1', '3000')),
    provoke: sendSimple,
    follow: async (scene) => {
      scene.clerk.office.archiveProduct('A-1', scene.shop.clientKey);
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.product_ambiguous',
    says: 'or map another code.',
    company: withProducts(product('A-1', '3000'), product('A-4', '3000')),
    provoke: sendSimple,
    follow: ({ change }) => change({ settings: { products: [{ rate: '25', number: '4' }, entries.untaxed] } }),
    comes: ['order done sent', '349.00 A-4'],
  },
  {
    code: 'gap.product_vat',
    says: 'Give A-1 another sales account in Go',
    company: { products: on1({ standardSalesAccount: '3030' }) },
    provoke: sendSimple,
    follow: async (scene) => {
      const account = await accountId(scene.clerk, '3000');
      await scene.clerk.change(`/Products/${idOfProduct(scene, 'A-1')}`, { StandardSalesAccountId: account });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.product_vat',
    says: 'or map another product under "Products by VAT rate"',
    company: { products: [...on1({ standardSalesAccount: '3030' }), product('A-4', '3000')] },
    provoke: sendSimple,
    follow: ({ change }) => change({ settings: { products: [{ rate: '25', number: '4' }, entries.untaxed] } }),
    comes: ['order done sent', '349.00 A-4'],
  },
  {
    code: 'gap.account_missing',
    says: 'Create account 3001 in Go',
    company: missing,
    rules: creating,
    settings: entryAt('3001'),
    provoke: sendSimple,
    follow: async (scene) => {
      scene.clerk.settings({ accounts: { ...demoCompany.accounts, 3001: '3' } });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.account_missing',
    says: 'or name another under "Products by VAT rate"',
    company: missing,
    rules: creating,
    settings: entryAt('3001'),
    provoke: sendSimple,
    follow: ({ change }) => change({ settings: entryAt('3000') }),
    comes: sent,
  },
  {
    code: 'gap.account_vat',
    says: 'Name an account with 25 % for A-1 under "Products by VAT rate"',
    company: missing,
    rules: creating,
    settings: entryAt('3030'),
    provoke: sendSimple,
    follow: ({ change }) => change({ settings: entryAt('3000') }),
    comes: sent,
  },
  {
    code: 'gap.account_vat',
    says: 'or give account 3030 the right VAT code in Go.',
    company: missing,
    rules: creating,
    settings: entryAt('3030'),
    provoke: sendSimple,
    follow: async (scene) => {
      scene.clerk.settings({ accounts: { ...demoCompany.accounts, 3030: '3' } });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.account_unreadable',
    says: 'Give the extension in Go the privilege GeneralLedgerAccount',
    company: {
      ...missing,
      validPrivileges: demoCompany.validPrivileges.filter((right) => right !== 'GeneralLedgerAccount'),
    },
    rules: creating,
    provoke: sendSimple,
    follow: async (scene) => {
      scene.clerk.settings({ validPrivileges: demoCompany.validPrivileges });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.account_unreadable',
    says: 'or create A-1 in Go by hand.',
    company: {
      ...missing,
      validPrivileges: demoCompany.validPrivileges.filter((right) => right !== 'GeneralLedgerAccount'),
    },
    rules: creating,
    provoke: sendSimple,
    follow: async (scene) => {
      expectDone(
        await scene.clerk.call('POST', '/v2/Products', { Code: 'A-1', Name: 'Varer', StandardSalesAccount: 3000 }),
      );
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.not_vat_registered',
    says: "If the company is registered, say so in Go's VAT settings.",
    company: { isVatRegistered: false },
    provoke: sendSimple,
    follow: async (scene) => {
      scene.clerk.settings({ isVatRegistered: true });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.not_vat_registered',
    says: 'If it is not, turn off VAT in the shop, recalculate the order and pay back the VAT that was charged.',
    company: { isVatRegistered: false },
    provoke: sendSimple,
    follow: ({ send }) => send(soldOrder([untaxed])),
    comes: ['order done sent', '279.20 A-99'],
  },
  {
    code: 'gap.currency_closed',
    says: "Activate AUD among the currencies in Go's settings, then try again",
    provoke: ({ send }) => send(simpleOrder(1, { currency: 'AUD' })),
    follow: async (scene) => {
      scene.clerk.settings({ currencies: { ...demoCompany.currencies, AUD: '7' } });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.currency_closed',
    says: 'Or enter the order in Go by hand and mark it as handled elsewhere.',
    provoke: ({ send }) => send(simpleOrder(1, { currency: 'AUD' })),
    follow: sayElsewhere,
    comes: elsewhere,
  },
  {
    code: 'gap.no_lines',
    says: 'Add the sold articles to the order in the shop.',
    rules: { zeroTotal: 'send' },
    provoke: ({ send }) => send(soldOrder([])),
    follow: ({ send }) => send(soldOrder([at25])),
    comes: sent,
  },
  {
    code: 'gap.vat_alone',
    says: 'Credit the whole sale in Go by hand and enter it again with the right VAT, then mark it as handled elsewhere.',
    provoke: ({ send }) => send(soldOrder([{ net: 0, taxes: { 1: 6980 } }])),
    follow: sayElsewhere,
    comes: elsewhere,
  },
  {
    code: 'gap.vat_differs',
    says: 'Recalculate the order in the shop',
    provoke: ({ send }) => send(soldOrder([{ net: 27_920, taxes: { 1: 6000 } }])),
    follow: ({ send }) => send(soldOrder([at25])),
    comes: sent,
  },
  {
    code: 'gap.vat_differs',
    says: 'If the VAT still differs, enter it in Go by hand, then mark it as handled elsewhere.',
    provoke: ({ send }) => send(soldOrder([{ net: 27_920, taxes: { 1: 6000 } }])),
    follow: sayElsewhere,
    comes: elsewhere,
  },
]);
