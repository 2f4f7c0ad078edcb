import type { ContentPlace } from '../../database/contents.ts';

/** An address in an order from which the bridge fetches a file. */
export interface AddressAt {
  shopId: string;
  orderId: string;
  /** SHA-256 of the address in hexadecimal digits. */
  addressHash: string;
}

/** The place of the sealed address: a file's address may bear the name of a person. */
export const addressPlace = ({ shopId, orderId, addressHash }: AddressAt): ContentPlace => ({
  shop: shopId,
  column: 'file_addresses.address',
  id: `${orderId} ${addressHash}`,
});
