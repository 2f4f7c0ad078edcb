import { customerCreation } from './customer.ts';
import { orderDeletion } from './deletion.ts';
import { headerPatching, orderConfirmation, orderUnlocking } from './header.ts';
import { lineAdding, lineChanging, lineRemoving } from './line.ts';
import { orderCreation, orderReading } from './order.ts';
import { rounding } from './rounding.ts';
import type { StepKind } from './handler.ts';

/** Every kind of step that a plan may have. */
const all: readonly StepKind<never>[] = [customerCreation, orderCreation, rounding, orderReading, orderDeletion,
  headerPatching, orderUnlocking, orderConfirmation, lineAdding, lineChanging, lineRemoving];

export const stepKinds: ReadonlyMap<string, StepKind<never>> = new Map(all.map((one) => [one.kind, one]));
