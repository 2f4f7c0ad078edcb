import type { Word } from '@kontor/shared/problem';
import { z } from 'zod';
import { codeUnderCustomer } from '../../../documents/customer.ts';
import type { Results, Step } from '../../contract.ts';
import { word } from '../../../texts/reason.ts';
import { target, type Request } from '../request.ts';
import { person, addressPost, type AddressPost } from './shapes.ts';
import { integer, unsent } from '../../../vendor/fields.ts';
import { contactPersonCreation, deliveryAddressCreation } from './steps.ts';
import { contactPersonOf, deliveryPlacesOf } from './fields.ts';

/** What a plan says of things that Go keeps under the customer. */
export const plannedContacts = z.object({
  /** Where the order is delivered, if not to the customer's own address. `home`: made first, so that later orders go there. */
  places: z.object({ delivery: unsent(addressPost), home: unsent(addressPost).nullable() }).optional(),
  /** Who ordered for the company. */
  person: unsent(person).optional(),
});
type PlannedContacts = z.infer<typeof plannedContacts>;

/**
 * What is kept under the customer for an order: where it goes and who ordered. Credits have none; nor has the collective
 * customer, under which the addresses and names of everybody would pile up. Go shows a person in place of the reference.
 */
export function planContacts(
  { kind, order, settings }: Request,
  header: { CustomerReference?: string | undefined },
): PlannedContacts & { notes: Word[] } {
  if (kind !== 'order' || settings.customers === 'collective') return { notes: [] };
  const places = deliveryPlacesOf(order);
  const contact = header.CustomerReference ? null : contactPersonOf(order);
  return {
    ...(places && places !== 'unusable' ? { places } : {}),
    ...(contact ? { person: contact } : {}),
    notes: places === 'unusable' ? [word('note.delivery_address', { target })] : [],
  };
}

/** Something under the customer, by Go's id and by our code for it. */
interface NamedContact {
  id: string;
  code: string;
}
/** What an order names of what is kept under its customer. */
export interface NamedContacts {
  address?: NamedContact;
  person?: NamedContact;
}

interface Owner {
  customerId: string;
  /** Under what the customer is remembered. */
  customerName: string | null;
  /** The order's key, which begins with the shop's. */
  orderKey: string;
}

const creationResult = z.object({ id: integer });

/** The address and the person that the order names, or the step that makes the next of them. */
export function contactsOrStep(
  { places, person: contact }: PlannedContacts,
  owner: Owner,
  results: Results,
): { step: Step } | NamedContacts {
  const customer = { customerId: owner.customerId, customerName: owner.customerName };
  const contacts: NamedContacts = {};
  const address = (key: string, body: AddressPost): { step: Step } | NamedContact => {
    const code = codeUnderCustomer(owner, 'a', body);
    const id = creationResult.safeParse(results[key]).data?.id;
    return id === undefined
      ? { step: deliveryAddressCreation.at(key, { ...customer, body: { ...body, ExternalCode: code } }) }
      : { id, code };
  };
  if (places) {
    const home = places.home ? address('home_address', places.home) : null;
    if (home && 'step' in home) return home;
    const delivery = address('delivery_address', places.delivery);
    if ('step' in delivery) return delivery;
    contacts.address = delivery;
  }
  if (contact) {
    const code = codeUnderCustomer(owner, 'p', contact);
    const id = creationResult.safeParse(results['contact_person']).data?.id;
    const body = { ...contact, ExternalCode: code };
    if (id === undefined) return { step: contactPersonCreation.at('contact_person', { ...customer, body }) };
    contacts.person = { id, code };
  }
  return contacts;
}
