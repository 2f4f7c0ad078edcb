import { z } from 'zod';
import { path } from '../../../vendor/client.ts';
import { asSent, sameNumber, unsent } from '../../../vendor/fields.ts';
import { foundWhere, once, theOnly } from '../../../vendor/once.ts';
import { ifThere } from '../../../vendor/read.ts';
import {
  completed,
  doubt,
  isUnknown,
  mapped,
  outcomeOf,
  refused,
  unknownLookup,
  vendorWordsOf,
  type Reply,
} from '../../../vendor/reply.ts';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import { defineStep, takenBy, type Go } from '../client.ts';
import {
  documentLine,
  headerFields,
  headerPatch,
  heldHeader,
  heldLine,
  linePatch,
  salesOrderLinePost,
  type OutgoingInvoice,
  type SalesOrderLinePost,
} from './shapes.ts';
import { goReason } from '../texts/texts.ts';
import { draftGone, whereabouts } from './whereabouts.ts';

/** Steps that change a draft. The office may have confirmed, sent or deleted it meanwhile. */

/** The order's draft: by its id, and by the key that it has at Go. */
const draftInput = z.object({ orderId: z.string(), reference: z.string() });
/** `credit`: Go makes a credit note of it; left out: no. */
type DraftInput = z.infer<typeof draftInput> & { credit?: boolean };

const orderPath = (orderId: string) => path`/SalesOrders/${orderId}`;
const linesPath = (orderId: string) => path`/SalesOrders/${orderId}/Lines`;
const whereaboutsOf = (go: Go, { orderId, reference, credit = false }: DraftInput) =>
  whereabouts(go, { id: orderId, reference, credit });

/** What a change that the draft did not take means for a step, by what the office has done with the draft meanwhile. */
interface Meanwhile {
  /** `said`: Go's own words. */
  locked(said: string): Outcome;
  sent(row: OutgoingInvoice): Outcome;
  gone(said: string): Outcome;
}

/** The refusal says what was done: the next attempt finds the document as it is by then. */
const whileMended: Meanwhile = {
  locked: (said) => refused(goReason('refused.conflict:locked', { said })),
  sent: (row) => refused(goReason('refused.invoiced_meanwhile', { number: row.InvoiceNo ?? row.Id })),
  gone: (said) => refused(goReason('refused.not_found:draft', { said })),
};

/** What became of a change that Go may not have taken. */
async function meanwhile(go: Go, at: DraftInput, outcome: Outcome, told = whileMended): Promise<Outcome> {
  if (outcome.kind !== 'refused') return outcome;
  if (outcome.code === 'refused.conflict') return told.locked(vendorWordsOf(outcome));
  if (!isUnknown(outcome)) return outcome;
  const found = await whereaboutsOf(go, at);
  if (found.kind !== 'value') return found;
  switch (found.value.state) {
    case 'invoiced':
      return told.sent(found.value.row);
    case 'gone':
      return told.gone(found.value.words);
    case 'draft':
      return outcome;
  }
}

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

/** Adds the line to the draft. Go refuses its reference a second time within an order. */
async function addLine(
  go: Go,
  { orderId, line }: { orderId: string; line: SalesOrderLinePost },
  find: () => Promise<LookupOutcome>,
): Promise<Outcome> {
  return once(await go.post(linesPath(orderId), asSent(salesOrderLinePost, line), documentLine), {
    taken: takenBy(line.ExternalImportReference),
    made: ({ Id }) => completed({ lineId: Id }),
    find,
  });
}

/** The line with our reference among those that were read. */
function ownLine(lines: Reply<z.infer<typeof documentLine>[]>, line: SalesOrderLinePost): Promise<LookupOutcome> {
  const reference = line.ExternalImportReference;
  return theOnly(
    mapped(lines, (rows) => rows.filter((row) => row.ExternalImportReference === reference)),
    goReason('doubt.several:lines', { reference }),
    ({ Id }) => ({ result: { lineId: Id } }),
  );
}

const roundingInput = draftInput.extend({ line: unsent(salesOrderLinePost), credit: z.boolean() });
type Rounding = z.infer<typeof roundingInput>;

export const rounding = defineStep({
  kind: 'poweroffice.order.round',
  does: 'document',
  guard: 'refuses_duplicates',
  input: roundingInput,
  async execute(go, input) {
    const outcome = await addLine(go, input, () => findRounding(go, input));
    return meanwhile(go, input, outcome, whileRounded);
  },
  lookup: findRounding,
});

/** What the office has sent takes no line any more: then its total, which is read next, is for a person. */
const whileRounded: Meanwhile = {
  locked: (said) => refused(goReason('refused.conflict:locked_new', { said })),
  sent: () => completed({ lineId: null }),
  gone: draftGone,
};

/** Looks for the line in the draft or, where the office has sent it meanwhile, in the invoice. */
async function findRounding(go: Go, { orderId, line }: Rounding): Promise<LookupOutcome> {
  const draft = await go.list(linesPath(orderId), documentLine);
  return ownLine(
    isUnknown(draft) ? await go.list(path`/OutgoingInvoices/${orderId}/Lines`, documentLine) : draft,
    line,
  );
}

const addingInput = draftInput.extend({ line: unsent(salesOrderLinePost) });
type Adding = z.infer<typeof addingInput>;

/** Adds a line to the draft. */
export const lineAdding = defineStep({
  kind: 'poweroffice.line.add',
  does: 'document',
  guard: 'refuses_duplicates',
  input: addingInput,
  execute: async (go, input) => meanwhile(go, input, await addLine(go, input, () => findAdded(go, input))),
  lookup: findAdded,
});

/** Asks the draft for the line with our reference. Sent meanwhile, the draft was not changed: adding again brings Go's own word. */
async function findAdded(go: Go, { orderId, line }: Adding): Promise<LookupOutcome> {
  const lines = ifThere(await go.list(linesPath(orderId), documentLine));
  return ownLine(
    mapped(lines, (rows) => rows ?? []),
    line,
  );
}

const lineInput = draftInput.extend({ lineId: z.string() });
type LineInput = z.infer<typeof lineInput>;
const linePath = ({ orderId, lineId }: LineInput) => path`/SalesOrders/${orderId}/Lines/${lineId}`;
const readLine = async (go: Go, input: LineInput) => ifThere(await go.get(linePath(input), heldLine));

const changingInput = lineInput.extend({ fields: unsent(linePatch) });
type Changing = z.infer<typeof changingInput>;

/** Changes fields of a line of the draft. */
export const lineChanging = defineStep({
  kind: 'poweroffice.line.change',
  does: 'document',
  guard: 'exact_lookup',
  input: changingInput,
  async execute(go, input): Promise<Outcome> {
    const reply = await go.patch(linePath(input), asSent(linePatch, input.fields), documentLine);
    return meanwhile(
      go,
      input,
      outcomeOf(reply, () => ({ lineId: input.lineId })),
    );
  },
  lookup: async (go, input) =>
    foundWhere(await readLine(go, input), (line) => line !== null && says(line, input), { lineId: input.lineId }),
});

function says(line: z.infer<typeof heldLine>, { fields }: Changing): boolean {
  const same = (wanted: string | undefined, is: string | null | undefined) =>
    wanted === undefined || sameNumber(wanted, is);
  return (
    (fields.ProductId === undefined || fields.ProductId === line.ProductId) &&
    (fields.Description === undefined || fields.Description === line.Description) &&
    same(fields.Quantity, line.Quantity) &&
    same(fields.ProductUnitPrice, line.ProductUnitPrice) &&
    same(fields.SortOrder, line.SortOrder)
  );
}

const removed = { removed: true };

/** Takes a line out of the draft. One that is gone already needs no removing. */
export const lineRemoving = defineStep({
  kind: 'poweroffice.line.remove',
  does: 'document',
  guard: 'exact_lookup',
  input: lineInput,
  async execute(go, input): Promise<Outcome> {
    const reply = await go.remove(linePath(input));
    if (reply.kind === 'value' || (isUnknown(reply) && (await findRemoved(go, input)).kind === 'found'))
      return completed(removed);
    return meanwhile(go, input, reply);
  },
  lookup: findRemoved,
});

/** The line is removed when Go has the draft without it; a draft that is none any more was not changed. */
async function findRemoved(go: Go, input: LineInput): Promise<LookupOutcome> {
  const line = await readLine(go, input);
  if (line.kind !== 'value') return unknownLookup(line);
  if (line.value !== null) return { kind: 'absent' };
  return foundWhere(await whereaboutsOf(go, input), ({ state }) => state === 'draft', removed);
}

const deleted = { deleted: true };

/**
 * Deletes the draft. One that is gone already needs no deleting; one that the office has sent must be credited. The look-up
 * finds such a one not deleted: deleting it again brings Go's own word, by which the next attempt credits the invoice.
 */
export const orderDeletion = defineStep({
  kind: 'poweroffice.order.delete',
  does: 'document',
  guard: 'exact_lookup',
  makes: true,
  input: draftInput,
  execute: deleteOrder,
  lookup: async (go, input) => foundWhere(await whereaboutsOf(go, input), ({ state }) => state === 'gone', deleted),
});

async function deleteOrder(go: Go, input: DraftInput): Promise<Outcome> {
  const reply = await go.remove(orderPath(input.orderId));
  if (reply.kind === 'value') return completed(deleted);
  if (reply.kind !== 'refused') return reply;
  if (reply.code === 'refused.conflict')
    return refused(goReason('refused.conflict:not_deleted', { said: vendorWordsOf(reply) }));
  if (!isUnknown(reply)) return reply;

  const found = await whereaboutsOf(go, input);
  if (found.kind !== 'value') return found;
  switch (found.value.state) {
    case 'gone':
      return completed(deleted);
    case 'invoiced': {
      const { row } = found.value;
      const why = goReason('refused.invoiced_meanwhile:not_deleted', { number: row.InvoiceNo ?? row.Id });
      return { ...refused(why), anew: true };
    }
    case 'draft':
      return doubt(goReason('doubt.contradicted', { said: vendorWordsOf(reply) }));
  }
}

/** All kinds of step that change a draft. */
export const draftSteps = [
  rounding,
  orderDeletion,
  headerPatching,
  orderUnlocking,
  orderConfirmation,
  lineAdding,
  lineChanging,
  lineRemoving,
];
