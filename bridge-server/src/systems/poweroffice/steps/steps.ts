import { contactPersonCreation } from './contact-person.ts';
import { customerCreation } from './customer.ts';
import { orderDeletion } from './deletion.ts';
import { deliveryAddressCreation } from './delivery-address.ts';
import { headerPatching, orderConfirmation, orderUnlocking } from './header.ts';
import { lineAdding, lineChanging, lineRemoving } from './line.ts';
import { orderCreation, orderReading } from './order.ts';
import { paymentPosting } from './payment.ts';
import { productCreation } from './product.ts';
import { rounding } from './rounding.ts';
import type { StepKind } from './handler.ts';

/** Every kind of step that a plan may have. */
const all: readonly StepKind<never>[] = [
  productCreation,
  customerCreation,
  deliveryAddressCreation,
  contactPersonCreation,
  orderCreation,
  rounding,
  orderReading,
  orderDeletion,
  headerPatching,
  orderUnlocking,
  orderConfirmation,
  lineAdding,
  lineChanging,
  lineRemoving,
  paymentPosting,
];

export const stepKinds: ReadonlyMap<string, StepKind<never>> = new Map(all.map((one) => [one.kind, one]));
