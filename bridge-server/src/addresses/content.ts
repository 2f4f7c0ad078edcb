import { addressContent, type AddressContent } from '@kontor/shared/api/addresses';
import { contentsOf, type ContentPlace } from '../database/contents.ts';
import type { Queryable } from '../database/database.ts';

/** What an office knows of a customer, as it stands in the database: sealed. */

/** Which address of which office. */
interface Whose {
  shopId: string;
  connectionId: string;
  id: string;
}

const placeOf = ({ shopId, connectionId, id }: Whose): ContentPlace => ({
  shop: shopId,
  column: 'addresses.content',
  id: `${connectionId} ${id}`,
});

/** The content as text, the same for the same content. */
export const contentText = (content: AddressContent): string => JSON.stringify(addressContent.parse(content));

export const sealAddress = (database: Queryable, text: string, whose: Whose): Promise<string> =>
  contentsOf(database).sealText(database, text, placeOf(whose));

/** Opens a stored content. */
export async function openAddress(database: Queryable, sealed: string, whose: Whose): Promise<AddressContent> {
  const text = await contentsOf(database).openText(database, sealed, placeOf(whose));
  return addressContent.parse(JSON.parse(text));
}

/** What is left of an address that the office does not have any more. */
export const erasedAddress: AddressContent = {
  kind: 'person',
  companies: [],
  firstName: '',
  lastName: '',
  vatId: '',
  organisationNumber: '',
  emails: [],
  phones: [],
  billing: null,
  deliveries: [],
  contacts: [],
};

/** The name in one line: that of the company, or of the person. */
export const nameOf = ({ companies, firstName, lastName }: AddressContent): string =>
  companies[0] ?? [firstName, lastName].filter(Boolean).join(' ');
