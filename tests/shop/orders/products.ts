import type { Shop } from '../open.ts';
import type { CartItem } from './customer.ts';

/** What is bought, with the number of the product or variation. */
export interface NumberedItem {
  id: number;
  quantity: number;
}

/** Finds the products by their SKUs. */
export async function numberedItems(shop: Pick<Shop, 'run'>, items: readonly CartItem[]): Promise<NumberedItem[]> {
  const skus = items.map(({ sku }) => sku);
  const ids = await shop.run<number[]>('return array_map("wc_get_product_id_by_sku", $args["skus"]);', { skus });
  return items.map(({ sku, quantity = 1 }, index) => {
    const id = ids[index] ?? 0;
    if (id === 0) throw new Error(`The shop has no product ${sku}.`);
    return { id, quantity };
  });
}
