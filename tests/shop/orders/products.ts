import type { Shop } from '../open.ts';

/** The number of the product or variation with this SKU. */
export async function productId(shop: Pick<Shop, 'run'>, sku: string): Promise<number> {
  const id = await shop.run<number>('return wc_get_product_id_by_sku($args["sku"]);', { sku });
  if (id === 0) throw new Error(`The shop has no product ${sku}.`);
  return id;
}
