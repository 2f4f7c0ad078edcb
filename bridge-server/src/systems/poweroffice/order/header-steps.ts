import { z } from 'zod';
import { asSent, unsent } from '../../../vendor/fields.ts';
import { completed, outcomeOf, unknownLookup } from '../../../vendor/reply.ts';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import { defineStep } from '../client.ts';
import { goReason } from '../texts/texts.ts';
import {
  draftInput,
  withDraftState,
  orderPath,
  whereaboutsOf,
  whenMending,
  type DraftInput,
  type DraftReactions,
} from './draft.ts';
import { headerFields, headerPatch, heldHeader } from './shapes.ts';

const changed = { changed: true };

/**
 * Defines a step that sets fields of the draft's header. The look-up asks whether the draft has the values. If the
 * document is no draft any more, the change counts as absent; the repeated step then gets Go's refusal.
 */
const headerStep = <Input extends DraftInput>(
  kind: `poweroffice.order.${string}`,
  input: z.ZodType<Input>,
  header: {
    fields(input: Input): Readonly<Record<string, unknown>>;
    isSet(draft: z.infer<typeof heldHeader>, input: Input): boolean;
    meanwhile?: DraftReactions;
  },
) =>
  defineStep({
    kind,
    does: 'document',
    guard: 'exact_lookup',
    input,
    async execute(go, stepInput: Input): Promise<Outcome> {
      const reply = await go.patch(orderPath(stepInput.orderId), header.fields(stepInput), heldHeader);
      return withDraftState(
        go,
        stepInput,
        outcomeOf(reply, () => changed),
        header.meanwhile,
      );
    },
    async lookup(go, stepInput: Input): Promise<LookupOutcome> {
      const location = await whereaboutsOf(go, stepInput);
      if (location.kind !== 'value') return unknownLookup(location);
      if (location.value.state !== 'draft') return { kind: 'absent' };
      const draft = heldHeader.safeParse(location.value.row).data;
      if (!draft) return { kind: 'unknown', ...goReason('held.unreadable:draft') };
      return header.isSet(draft, stepInput) ? { kind: 'found', result: changed } : { kind: 'absent' };
    },
  });

/** Changes fields of the draft's header. */
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

/**
 * Confirms the order, which locks it and reserves stock. An order that the office has sent meanwhile needs no
 * confirmation.
 */
export const orderConfirmation = headerStep('poweroffice.order.confirm', draftInput, {
  fields: () => ({ SalesOrderStatus: 'Confirmed' }),
  isSet: ({ SalesOrderStatus }) => SalesOrderStatus === 'Confirmed',
  meanwhile: { ...whenMending, sent: () => completed(changed) },
});
