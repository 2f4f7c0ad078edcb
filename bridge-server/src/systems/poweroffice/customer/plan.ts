import type { Order } from '@kontor/shared/order';
import type { Word } from '@kontor/shared/problem';
import { z } from 'zod';
import {
  customerGap,
  customerMissing,
  customerKeysOf,
  noEmail,
  unnamedCustomer,
  type CustomerKeys,
} from '../../../documents/customer.ts';
import { fullName, identityOf } from '../../../documents/customer-identity.ts';
import { seriesGap } from '../../../documents/gaps.ts';
import { organisationNumberOf, wantsEhf } from '../../../documents/meta-fields.ts';
import type { Gap } from '../../contract.ts';
import { word } from '../../../texts/reason.ts';
import { target, type Request } from '../request.ts';
import type { Settings } from '../settings.ts';
import { customerPost, type CustomerPost } from './shapes.ts';
import { integer, unsent } from '../../../vendor/fields.ts';
import { addressPostOf } from './fields.ts';

/** A customer at Go by id, or the body of a new one. `name`: see `CustomerKeys.name`. */
export const plannedCustomer = z.union([
  z.object({ id: integer }),
  z.object({ body: unsent(customerPost), name: z.string() }),
]);
export type PlannedCustomer = z.infer<typeof plannedCustomer>;

type Planned = { customer: PlannedCustomer; notes: Word[] } | { gaps: Gap[] };

/** The customer of the document: one that Go has, one to create, or every gap that prevents both. */
export function planCustomer(request: Request): Planned {
  const { order, settings, functions, kind } = request;
  const fact = request.facts.customer;
  const keys = customerKeysOf(request);
  const creates = functions.includes('createCustomers');
  if (fact.state === 'known') {
    const { id, delivery } = fact;
    const unmet = kind === 'order' && wantsEhf(order, settings) && delivery !== null && delivery !== 'EHF';
    return { customer: { id }, notes: unmet ? [word('ehf.other_delivery', { target, delivery })] : [] };
  }
  if (fact.state !== 'none')
    return {
      gaps: [customerGap(fact, { name: keys?.name ?? null, creates, collective: settings.collectiveCustomer, target })],
    };
  if (!creates) return { gaps: [customerMissing(target)] };
  const newCustomer = newCustomerOf(order, keys, settings);
  const series = fact.series ? [seriesGap(fact.series, target)] : [];
  if ('gaps' in newCustomer || series.length > 0)
    return { gaps: [...('gaps' in newCustomer ? newCustomer.gaps : []), ...series] };
  return newCustomer;
}

/**
 * The customer of an order as it is created at Go: a company where the order names one or has an organisation number,
 * else a person. Invoices go by e-mail unless the order asks for EHF, since EHF fails for a company that is not
 * registered for it.
 */
function newCustomerOf(
  order: Order,
  keys: CustomerKeys | null,
  settings: Settings,
): { customer: { body: CustomerPost; name: string }; notes: Word[] } | { gaps: Gap[] } {
  const { billing } = order;
  const email = billing.email.trim();
  const { names, kind } = identityOf(order, settings);
  const organisation = organisationNumberOf(order, settings);
  const gaps: Gap[] = [
    ...(!email || keys === null ? [noEmail(target)] : []),
    ...(names ? [] : [unnamedCustomer]),
    ...('gap' in organisation ? [organisation.gap] : []),
  ];
  if (!names || keys === null || 'gap' in organisation || gaps.length > 0) return { gaps };
  const phone = billing.phone.trim();
  const address = addressPostOf(billing);
  const { number } = organisation;
  const ehf = wantsEhf(order, settings);
  return {
    notes: ehf && number === null ? [word('ehf.no_number')] : [],
    customer: {
      name: keys.name,
      body: {
        ...(names.isPerson && kind === 'person'
          ? { IsPerson: true, FirstName: names.firstName, LastName: names.lastName }
          : { IsPerson: false, Name: fullName(names) }),
        ...(number === null ? {} : { OrganizationNumber: number }),
        EmailAddress: email,
        ...(phone ? { PhoneNumber: phone } : {}),
        InvoiceDeliveryType: ehf && number !== null ? 'EHF' : 'PdfByEmail',
        ExternalImportReference: keys.reference,
        ...(settings.numberSeries ? { SubLedgerNumberSeriesId: settings.numberSeries } : {}),
        ...(address ? { MailAddress: address } : {}),
      },
    },
  };
}
