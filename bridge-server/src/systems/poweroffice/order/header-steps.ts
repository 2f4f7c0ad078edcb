import { z } from 'zod';
import { asSent, unsent } from '../../../vendor/fields.ts';
import { completed, outcomeOf, unknownLookup } from '../../../vendor/reply.ts';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import { defineStep } from '../client.ts';
import { goReason } from '../texts/texts.ts';
import {
  draftInput,
  meanwhile,
  orderPath,
  whereaboutsOf,
  whileMended,
  type DraftInput,
  type Meanwhile,
} from './draft.ts';
import { headerFields, headerPatch, heldHeader } from './shapes.ts';

const changed = { changed: true };

/**
 * A step that sets fields of the draft's header. The look-up asks whether the draft has them: a draft that is none any more was
 * not changed, and doing it again brings Go's own word.
 */
const headerStep = <Input extends DraftInput>(
  kind: `poweroffice.order.${string}`,
  input: z.ZodType<Input>,
  header: {
    fields(input: Input): Readonly<Record<string, unknown>>;
    isSet(draft: z.infer<typeof heldHeader>, input: Input): boolean;
    meanwhile?: Meanwhile;
  },
) =>
  defineStep({
    kind,
    does: 'document',
    guard: 'exact_lookup',
    input,
    async execute(go, given: Input): Promise<Outcome> {
      const reply = await go.patch(orderPath(given.orderId), header.fields(given), heldHeader);
      return meanwhile(
        go,
        given,
        outcomeOf(reply, () => changed),
        header.meanwhile,
      );
    },
    async lookup(go, given: Input): Promise<LookupOutcome> {
      const found = await whereaboutsOf(go, given);
      if (found.kind !== 'value') return unknownLookup(found);
      if (found.value.state !== 'draft') return { kind: 'absent' };
      const draft = heldHeader.safeParse(found.value.row).data;
      if (!draft) return { kind: 'unknown', ...goReason('held.unreadable:draft') };
      return header.isSet(draft, given) ? { kind: 'found', result: changed } : { kind: 'absent' };
    },
  });

/** Mends fields of the draft's header. */
export const headerPatching = headerStep(
  'poweroffice.order.patch',
  draftInput.extend({ fields: unsent(headerPatch) }),
  {
    fields: ({ fields }) => asSent(headerPatch, fields),
    isSet: (draft, { fields }) =>
      headerFields.every((field) => fields[field] === undefined || fields[field] === draft[field]),
  },
);

/** Unlocks a confirmed order, so that it can be changed or deleted. */
export const orderUnlocking = headerStep('poweroffice.order.unlock', draftInput, {
  fields: () => ({ SalesOrderStatus: 'Draft' }),
  isSet: ({ SalesOrderStatus }) => SalesOrderStatus === 'Draft',
});

/** Confirms the order, which locks it and reserves stock. One that the office has sent meanwhile needs no confirming. */
export const orderConfirmation = headerStep('poweroffice.order.confirm', draftInput, {
  fields: () => ({ SalesOrderStatus: 'Confirmed' }),
  isSet: ({ SalesOrderStatus }) => SalesOrderStatus === 'Confirmed',
  meanwhile: { ...whileMended, sent: () => completed(changed) },
});
