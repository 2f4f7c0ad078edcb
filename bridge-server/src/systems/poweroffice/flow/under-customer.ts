import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Results, Step } from '../../contract.ts';
import type { SalesOrderPlan } from '../plan/schema.ts';
import type { Place } from '../shapes/customer.ts';
import { integer } from '../shapes/numbers.ts';
import { contactPersonCreation } from '../steps/contact-person.ts';
import { deliveryAddressCreation } from '../steps/delivery-address.ts';

/** What an order names of what is kept under its customer, by Go's id and by our code for it. */
export interface UnderCustomer {
  address?: Named;
  person?: Named;
}
interface Named {
  id: string;
  code: string;
}

const made = z.object({ id: integer });

/** The address and the person that the order names, or the step that the next of them takes. */
export function underCustomer(
  plan: SalesOrderPlan,
  customerId: string,
  results: Results,
): { step: Step } | UnderCustomer {
  const { places, person, customerName } = plan;
  const named: UnderCustomer = {};
  const address = (key: string, place: Place): { step: Step } | Named => {
    const code = codeOf(plan, 'a', customerId, place);
    const id = made.safeParse(results[key]).data?.id;
    return id === undefined
      ? { step: deliveryAddressCreation.at(key, { customerId, customerName, body: { ...place, ExternalCode: code } }) }
      : { id, code };
  };
  if (places) {
    const home = places.home ? address('home_address', places.home) : null;
    if (home && 'step' in home) return home;
    const delivery = address('delivery_address', places.delivery);
    if ('step' in delivery) return delivery;
    named.address = delivery;
  }
  if (person) {
    const code = codeOf(plan, 'p', customerId, person);
    const id = made.safeParse(results['contact_person']).data?.id;
    if (id === undefined)
      return {
        step: contactPersonCreation.at('contact_person', {
          customerId,
          customerName,
          body: { ...person, ExternalCode: code },
        }),
      };
    named.person = { id, code };
  }
  return named;
}

/** Our code for something under a customer: the same for all orders that name it, another one for another shop; at most 50 characters. */
function codeOf({ order }: SalesOrderPlan, kind: 'a' | 'p', customerId: string, what: object): string {
  const shop = order.ExternalImportReference.replace(/-[^-]*$/, '');
  const content = Object.entries(what).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${shop}-${kind}-${createHash('sha256')
    .update(JSON.stringify([customerId, content]))
    .digest('hex')
    .slice(0, 24)}`;
}
