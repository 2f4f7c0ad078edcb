import type { Order, OrderLine, VatRate } from '@kontor/shared/order';
import { usableArticle } from '../../../documents/article.ts';
import { hasVat } from '@kontor/shared/vat';
import { ruleOf } from '../../../documents/treatment.ts';
import {
  accountGap,
  articleVat,
  notRegistered,
  vatDisagreement,
  type WantedVat,
} from '../../../documents/account-vat.ts';
import type { Gap } from '../../contract.ts';
import { home, target, type Request } from '../request.ts';
import { goReason, goWord } from '../texts/texts.ts';
import { productCode, type ProductMapping, type Settings } from '../settings.ts';
import type { ProductFact, ProductPost } from './shapes.ts';
import type { ProductPointer } from '../order/shapes.ts';

/** A product for a line. `create`: the body of a product that must be created first. */
export type ProductChoice = { pointer: ProductPointer; create: ProductPost | null } | { gap: Gap };

/** The part of a request that the choice of a product depends on. */
type Shelf = Pick<Request, 'settings' | 'functions'> & {
  facts: Pick<Request['facts'], 'products' | 'accounts' | 'isVatRegistered'>;
};

/** The order and the settings that a line is booked by. */
interface SoldContext {
  order: Order;
  settings: Settings;
}

/** A product for a line, with the rate of the line and the code of the product (`name`). */
type LineChoice = (Exclude<ProductChoice, { gap: Gap }> & { rate: VatRate; name: string }) | { gap: Gap };

/** The product for a line; its VAT is that of the line. */
export function productForLine(line: OrderLine, shelf: Shelf & SoldContext): LineChoice {
  const match = entryOf(line, shelf);
  if ('gap' in match) return match;
  const choice = productForEntry(match.rule, shelf);
  return 'gap' in choice ? choice : { ...choice, ...bookedBy(match.rule, shelf) };
}

/** The product for rounding, which has no VAT. */
export const productForRounding = (shelf: Shelf): ProductChoice =>
  productForEntry({ number: shelf.settings.roundingProduct, rate: 'none' }, shelf);

/** The product with the number, if it is at Go or can be created, and if its VAT is the wanted one. */
export function productForEntry({ number, ...wantedVat }: WantedVat & { number: string }, shelf: Shelf): ProductChoice {
  const { settings, facts, functions } = shelf;
  const code = productCode(settings, number);
  if (facts.isVatRegistered === false && hasVat(wantedVat.rate)) return { gap: notRegistered(wantedVat, target) };
  const usable = usableArticle(code, facts.products, words);
  if (usable && 'gap' in usable) return usable;
  if (usable) {
    const { id, account } = usable.article;
    const differs = account && facts.isVatRegistered !== false ? vatDisagreement(account, wantedVat) : null;
    return differs ? { gap: articleVat(code, differs, words) } : { pointer: { ProductId: id }, create: null };
  }
  const description = functions.includes('createProducts') ? describedProduct(number, settings) : null;
  if (description === null) return { gap: productMissing(code) };
  if ('gap' in description) return description;
  const { entry } = description;
  if (!facts.accounts) return { gap: accountUnreadable(entry.account, code) };
  const vat = { rate: wantedVat.rate, vatCode: wantedVat.vatCode ?? entry.vatCode };
  const withVat = facts.isVatRegistered !== false;
  const gap = accountGap({ number: entry.account, code, wanted: vat, withVat }, facts.accounts, words);
  return gap ? { gap } : { pointer: { ProductCode: code }, create: newProduct(entry, settings) };
}

/** The products that the choices need created, each once. */
export function creationsOf(choices: readonly ProductChoice[]): ProductPost[] {
  const created = choices.flatMap((choice) => ('create' in choice && choice.create ? [choice.create] : []));
  return [...new Map(created.map((body) => [body.Code, body])).values()];
}

/** The rate and the product (`name`) by which the settings book a line. */
export function treatmentOf(line: OrderLine, sold: SoldContext): { rate: VatRate; name: string } | { gap: Gap } {
  const match = entryOf(line, sold);
  return 'gap' in match ? match : bookedBy(match.rule, sold);
}

const bookedBy = ({ rate, number }: ProductMapping, { settings }: Pick<SoldContext, 'settings'>) => ({
  rate,
  name: productCode(settings, number),
});

/** The codes of all products that the lines need, and of the product for rounding. */
export function neededCodes(lines: readonly OrderLine[], sold: SoldContext): string[] {
  const { settings } = sold;
  const codes = lines
    .map((line) => treatmentOf(line, sold))
    .flatMap((treatment) => ('name' in treatment ? [treatment.name] : []));
  return [...new Set([...codes, productCode(settings, settings.roundingProduct)])];
}

/** The accounts of the products that Go does not have and that the settings describe well enough to create. */
export function accountsOfMissing(
  codes: readonly string[],
  products: readonly ProductFact[],
  settings: Settings,
): string[] {
  const missing = settings.products.filter(({ number }) => {
    const code = productCode(settings, number);
    return codes.includes(code) && products.every((product) => product.code !== code);
  });
  return [...new Set(missing.filter(isDescribed).map(({ account }) => account))];
}

const setting = goWord('setting.products');
const words = { target, thing: 'product', setting } as const;

const entryOf = (line: OrderLine, { order, settings }: SoldContext) =>
  ruleOf(line, order, settings.products, ({ number }) => productCode(settings, number), {
    ...words,
    home,
    outside: settings.outsideWords,
  });

/** An entry of the settings with everything that a new product needs. */
type Described = ProductMapping & { name: string; account: string };
const isDescribed = (entry: ProductMapping): entry is Described =>
  entry.name !== undefined && entry.account !== undefined;

/** The entry from which the product with the number can be created; `null` where the settings do not describe it. */
function describedProduct(number: string, settings: Settings): { entry: Described } | { gap: Gap } | null {
  const [entry, ...others] = settings.products.filter((candidate) => candidate.number === number).filter(isDescribed);
  if (!entry) return null;
  const accounts = [...new Set([entry, ...others].map(({ account }) => account))];
  if (accounts.length === 1) return { entry };
  return {
    gap: goReason('gap.product_undecided:accounts', { product: productCode(settings, number), accounts, setting }),
  };
}

/** The body of a new product. It names no group, since the product has an account of its own. */
const newProduct = ({ number, name, account }: Described, settings: Settings): ProductPost => ({
  Code: productCode(settings, number),
  Name: name,
  StandardSalesAccount: account,
  ProductType: 'Product',
  UnitOfMeasureCode: 'EA',
});

const productMissing = (code: string): Gap => goReason('gap.product_missing', { code });

const accountUnreadable = (number: string, code: string): Gap => goReason('gap.account_unreadable', { number, code });
