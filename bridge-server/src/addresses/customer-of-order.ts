import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { organisationNumberOf } from '../documents/meta-fields.ts';
import type { ShopCustomer } from './compare.ts';

/** The setting that names the order's field with the organisation number, where the system has it. */
const fieldSetting = z.looseObject({ organisationNumberField: z.string() });

/** Who ordered, as they are compared with addresses. `settings`: those of the connection, with their defaults. */
export function customerOfOrder(order: Order, settings: unknown): ShopCustomer {
  const { billing } = order;
  const setting = fieldSetting.safeParse(settings).data;
  const organisation = setting ? organisationNumberOf(order, setting) : { number: null };
  return {
    // A shop's order does not tell the office's number.
    customerNumber: null,
    email: billing.email,
    company: billing.company,
    firstName: billing.firstName,
    lastName: billing.lastName,
    phone: billing.phone,
    vatId: '',
    organisationNumber: 'number' in organisation ? (organisation.number ?? '') : '',
    place: {
      street: [billing.address1, billing.address2].filter(Boolean).join(', '),
      postcode: billing.postcode,
      city: billing.city,
      country: billing.country.trim().toUpperCase(),
    },
  };
}
