import type { Shop } from '../open.ts';
import type { CartItem } from './customer.ts';

/** An item of a purchase, with the number of its product or variation. */
export interface NumberedItem {
  id: number;
  quantity: number;
}

/** The numbers of each shop's products by SKU. They are kept, since asking for one starts a PHP process. */
const numbers = new WeakMap<Pick<Shop, 'run'>, Map<string, number>>();

/** Finds the products by their SKUs. */
export async function numberedItems(shop: Pick<Shop, 'run'>, items: readonly CartItem[]): Promise<NumberedItem[]> {
  const known = numbers.get(shop) ?? new Map<string, number>();
  numbers.set(shop, known);
  const skus = items.map(({ sku }) => sku).filter((sku) => !known.has(sku));
  if (skus.length > 0) {
    const ids = await shop.run<number[]>('return array_map("wc_get_product_id_by_sku", $args["skus"]);', { skus });
    skus.forEach((sku, index) => known.set(sku, ids[index] ?? 0));
  }
  return items.map(({ sku, quantity = 1 }) => {
    const id = known.get(sku) ?? 0;
    if (id === 0) throw new Error(`The shop has no product ${sku}.`);
    return { id, quantity };
  });
}
