import type { Order } from '@kontor/shared/order';
import type { Gap } from '../../contract.ts';
import { customerOf, namesOf } from '../map/customer.ts';
import { ehfNotes, wantsEhf } from '../map/ehf.ts';
import { contactPersonOf, deliveryPlacesOf } from '../map/under-customer.ts';
import type { Settings } from '../settings/connection.ts';
import type { SalesOrderDraft } from '../shapes/sales-order.ts';
import { customerGap, seriesGap } from './customer-gaps.ts';
import { customerNameOf } from './customer-name.ts';
import type { Request } from './facts.ts';
import type { SalesOrderPlan } from './schema.ts';

type Planned = { customer: SalesOrderPlan['customer']; notes: string[] } | { gaps: Gap[] };

/** Whom the document is made out to: a customer that Go has, one to be created, or everything that keeps it from being either. */
export function planCustomer(request: Request): Planned {
  const {
    order,
    settings,
    functions,
    kind,
    facts: { customer: known },
  } = request;
  const name = customerNameOf(request);
  const creates = functions.includes('createCustomers');
  if (known.state === 'known') {
    const { id, delivery } = known;
    const unmet = kind === 'order' && wantsEhf(order, settings) && delivery !== null && delivery !== 'EHF';
    return { customer: { id }, notes: unmet ? [ehfNotes.otherDelivery(delivery)] : [] };
  }
  if (known.state !== 'none') return { gaps: [customerGap(known, { name, settings, creates })] };
  if (!creates) {
    return {
      gaps: [
        {
          code: 'gap.customer_missing',
          cause: "Go does not have the order's customer, and the connection does not create customers.",
          remedy:
            "Create the customer in Go with the order's e-mail address and name, or switch on the creation of customers for the connection.",
        },
      ],
    };
  }
  const made = customerOf(order, name, settings);
  const series = known.series ? [seriesGap(known.series)] : [];
  if ('gaps' in made || series.length > 0) return { gaps: [...('gaps' in made ? made.gaps : []), ...series] };
  return { customer: { body: made.body, name: made.body.ExternalImportReference }, notes: made.notes };
}

/** The order's buyer, where the customer that it is made out to says nothing of it. */
export function buyerOf(order: Order, { customers }: Settings): string | null {
  if (customers !== 'collective') return null;
  const names = namesOf(order);
  return names ? (names.Name ?? `${names.FirstName} ${names.LastName}`) : null;
}

/**
 * What is kept under the customer for an order: where it goes and who ordered. Credits have none; nor has the collective
 * customer, under which the addresses and names of everybody would pile up. Go shows a person in place of the reference.
 */
export function underCustomer(
  { kind, order, settings }: Request,
  header: Pick<SalesOrderDraft, 'CustomerReference'>,
): Pick<SalesOrderPlan, 'places' | 'person'> & { notes: string[] } {
  if (kind !== 'order' || settings.customers === 'collective') return { notes: [] };
  const places = deliveryPlacesOf(order);
  const person = header.CustomerReference ? null : contactPersonOf(order);
  return {
    ...(places && places !== 'unusable' ? { places } : {}),
    ...(person ? { person } : {}),
    notes:
      places === 'unusable'
        ? ["The order's delivery address lacks its city or postcode, without which Go takes none."]
        : [],
  };
}
