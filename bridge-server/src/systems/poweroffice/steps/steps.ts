import { customerCreation } from './customer.ts';
import { orderDeletion } from './deletion.ts';
import { orderCreation, orderReading } from './order.ts';
import { paymentPosting } from './payment.ts';
import { rounding } from './rounding.ts';
import type { StepKind } from './handler.ts';

/** Every kind of step that a plan may have. */
const all: readonly StepKind<never>[] = [customerCreation, orderCreation, rounding, orderReading, orderDeletion, paymentPosting];

export const stepKinds: ReadonlyMap<string, StepKind<never>> = new Map(all.map((one) => [one.kind, one]));
