import type { Gap } from '../../contract.ts';
import { productCode, type ProductMapping, type Settings } from '../settings/connection.ts';
import type { ProductPost } from '../shapes/product.ts';
import type { ProductFact } from './products.ts';

/** An entry of the settings that says all that a product needs. */
export type Described = ProductMapping & { name: string; account: string };

const isDescribed = (entry: ProductMapping): entry is Described =>
  entry.name !== undefined && entry.account !== undefined;

/** The entry by which the product with the number can be created; `null` where the settings do not describe it. */
export function describedProduct(number: string, settings: Settings): { entry: Described } | { gap: Gap } | null {
  const [entry, ...others] = settings.products.filter((candidate) => candidate.number === number).filter(isDescribed);
  if (!entry) return null;
  if (others.every(({ account }) => account === entry.account)) return { entry };
  const accounts = [...new Set([entry, ...others].map(({ account }) => account))];
  return {
    gap: {
      code: 'gap.product_undecided',
      cause: `The settings give the product ${productCode(settings, number)} several sales accounts: ${accounts.join(', ')}.`,
      remedy:
        'Under "Products by VAT rate", give all entries with this number the same account, or each account a number of its own.',
    },
  };
}

/** The product as Go creates it. Its group stays Go's default, since it has an account of its own. */
export const newProduct = ({ number, name, account }: Described, settings: Settings): ProductPost => ({
  Code: productCode(settings, number),
  Name: name,
  StandardSalesAccount: account,
  ProductType: 'Product',
  UnitOfMeasureCode: 'EA',
});

/** The accounts of those of the products that Go does not have and that the settings describe. */
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
