import type { OrderLine } from '@kontor/shared/order';
import type { Gap } from '../../contract.ts';
import { describedProduct, newProduct } from '../map/new-product.ts';
import { entryOf, productOf } from '../map/products.ts';
import { hasVat, inWords, vatDisagreement, type AccountFact, type Treatment } from '../map/vat.ts';
import { productCode } from '../settings/connection.ts';
import type { ProductPost } from '../shapes/product.ts';
import type { ProductPointer } from '../shapes/sales-order.ts';
import type { Request } from './facts.ts';

/** A product for a line; `create`: Go has to be given it first. */
export type Choice = { pointer: ProductPointer; create: ProductPost | null } | { gap: Gap };

/** What choosing a product needs to know of a request. */
export type Shelf = Pick<Request, 'settings' | 'functions'> & {
  facts: Pick<Request['facts'], 'products' | 'accounts' | 'isVatRegistered'>;
};

/** The product of a line, whose VAT is the line's. */
export function productForLine(line: OrderLine, shelf: Shelf): Choice {
  const found = entryOf(line, shelf.settings);
  return 'gap' in found ? found : productForEntry(found.entry, shelf);
}

/** The product for rounding, which has no VAT. */
export const productForRounding = (shelf: Shelf): Choice =>
  productForEntry({ number: shelf.settings.roundingProduct, rate: 'none' }, shelf);

/** The product with the number, if it is there, or can be created, with the VAT that is wanted of it. */
export function productForEntry({ number, ...wanted }: Treatment & { number: string }, shelf: Shelf): Choice {
  const { settings, facts, functions } = shelf;
  const code = productCode(settings, number);
  if (facts.isVatRegistered === false && hasVat(wanted.rate)) return { gap: notRegistered(wanted) };
  const found = productOf(code, facts.products);
  if ('id' in found) {
    const cause = found.account && facts.isVatRegistered !== false ? vatDisagreement(found.account, wanted) : null;
    return cause ? { gap: productVat(code, cause) } : { pointer: { ProductId: found.id }, create: null };
  }
  if (found.gap.code !== 'gap.product_missing' || !functions.includes('createProducts')) return found;
  const described = describedProduct(number, settings);
  if (described === null || 'gap' in described) return described ?? found;
  const { entry } = described;
  const gap = accountGap(entry.account, code, { rate: wanted.rate, vatCode: wanted.vatCode ?? entry.vatCode }, shelf);
  return gap ? { gap } : { pointer: { ProductCode: code }, create: newProduct(entry, settings) };
}

/** The products that are created for the choices, each once. */
export function creationsOf(choices: readonly Choice[]): ProductPost[] {
  const created = choices.flatMap((choice) => ('create' in choice && choice.create ? [choice.create] : []));
  return [...new Map(created.map((body) => [body.Code, body])).values()];
}

/** Why no product is created with this account: its VAT must be known for certain, as nobody looks at it before it is booked on. */
function accountGap(number: string, code: string, wanted: Treatment, { facts }: Shelf): Gap | null {
  if (!facts.accounts) {
    return {
      code: 'gap.account_unreadable',
      cause: `Go has no product ${code}, and the extension may not read its account ${number}, so Kontor does not create it.`,
      remedy: `Give the extension in Go the privilege GeneralLedgerAccount, or create ${code} in Go by hand.`,
    };
  }
  const account = facts.accounts.find((known) => known.number === number);
  if (!account) {
    return {
      code: 'gap.account_missing',
      cause: `Go has no account ${number}, on which the new product ${code} is to be booked.`,
      remedy: `Create the account ${number} in Go, or name another under "Products by VAT rate" in the connection's settings.`,
    };
  }
  const cause = facts.isVatRegistered === false ? null : (vatDisagreement(account, wanted) ?? unknownVat(account));
  return cause === null
    ? null
    : {
        code: 'gap.account_vat',
        cause: `The product ${code} is not created: ${cause}.`,
        remedy: `Name an account with ${inWords(wanted.rate)} for ${code} under "Products by VAT rate", or give account ${number} the right VAT code in Go.`,
      };
}

function unknownVat({ number, vatCode, rate }: AccountFact): string | null {
  if (vatCode === null) return `Account ${number} has no VAT code`;
  return rate === null ? `The rate of VAT code ${vatCode}, which account ${number} has, cannot be read` : null;
}

const productVat = (code: string, cause: string): Gap => ({
  code: 'gap.product_vat',
  cause: `The VAT of the product ${code} in Go is not the one that is mapped: ${cause}.`,
  remedy: `Give ${code} another sales account in Go, or map another product under "Products by VAT rate" in the connection's settings.`,
});

const notRegistered = ({ rate }: Treatment): Gap => ({
  code: 'gap.not_vat_registered',
  cause: `The shop charged VAT of ${inWords(rate)}, but the company in Go is not registered for VAT, so its invoices have none.`,
  remedy:
    "If the company is registered, set it so in Go's VAT settings. If it is not, turn off VAT in the shop and refund what was charged.",
});
