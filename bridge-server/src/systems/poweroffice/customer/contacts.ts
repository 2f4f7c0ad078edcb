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

/** The customer's delivery addresses and contact person in a plan. */
export const plannedContacts = z.object({
  /**
   * The order's delivery address, if it is not the customer's own. `home` is created first, so that later orders go
   * there.
   */
  places: z.object({ delivery: unsent(addressPost), home: unsent(addressPost).nullable() }).optional(),
  /** The person who ordered for the company. */
  person: unsent(person).optional(),
});
type PlannedContacts = z.infer<typeof plannedContacts>;

/**
 * Plans the delivery address and the contact person of an order. A credit has none. The collective customer has none
 * either, since everybody's names and addresses would pile up there. Go shows either a contact person or the reference
 * in the header, so an order with a reference gets no contact person.
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

/** An address or a person of the customer, by Go's id and by our code. */
interface NamedContact {
  id: string;
  code: string;
}
/** The address and the person that the order names. */
export interface NamedContacts {
  address?: NamedContact;
  person?: NamedContact;
}

interface Owner {
  customerId: string;
  /** See `CustomerKeys.name`. */
  customerName: string | null;
  /** The order's key, which begins with the shop's. */
  orderKey: string;
}

const creationResult = z.object({ id: integer });

/** The address and the person for the order or, while one of them is missing at Go, the step that creates it. */
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
