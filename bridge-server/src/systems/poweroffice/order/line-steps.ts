import { z } from 'zod';
import { path } from '../../../vendor/client.ts';
import { asSent, sameNumber, unsent } from '../../../vendor/fields.ts';
import { lookupChange, createOnce, lookupByKey } from '../../../vendor/creation.ts';
import { nullIfNotFound } from '../../../vendor/remembered.ts';
import {
  completed,
  isNotFound,
  mapReply,
  outcomeOf,
  refused,
  unknownLookup,
  type Reply,
} from '../../../vendor/reply.ts';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import { defineStep, takenKeyIn, type Go } from '../client.ts';
import { goReason } from '../texts/texts.ts';
import { draftInput, withDraftState, whereaboutsOf, type DraftReactions } from './draft.ts';
import { documentLine, heldLine, linePatch, salesOrderLinePost, type SalesOrderLinePost } from './shapes.ts';
import { draftGone } from './whereabouts.ts';

const linesPath = (orderId: string) => path`/SalesOrders/${orderId}/Lines`;

/** Adds a line to the draft. Within an order, Go refuses a line's reference a second time. */
async function addLine(
  go: Go,
  { orderId, line }: { orderId: string; line: SalesOrderLinePost },
  find: () => Promise<LookupOutcome>,
): Promise<Outcome> {
  return createOnce(await go.post(linesPath(orderId), asSent(salesOrderLinePost, line), documentLine), {
    takenKey: takenKeyIn(line.ExternalImportReference),
    created: ({ Id }) => completed({ lineId: Id }),
    find,
  });
}

/** Looks for the line with our reference among lines that were read. */
function ownLine(lines: Reply<z.infer<typeof documentLine>[]>, line: SalesOrderLinePost): Promise<LookupOutcome> {
  const reference = line.ExternalImportReference;
  return lookupByKey(
    mapReply(lines, (rows) => rows.filter((row) => row.ExternalImportReference === reference)),
    goReason('doubt.several:lines', { reference }),
    ({ Id }) => ({ result: { lineId: Id } }),
  );
}

const roundingInput = draftInput.extend({ line: unsent(salesOrderLinePost), credit: z.boolean() });
type Rounding = z.infer<typeof roundingInput>;

/** Adds the rounding line to the draft. */
export const rounding = defineStep({
  kind: 'poweroffice.order.round',
  does: 'document',
  guard: 'refuses_duplicates',
  input: roundingInput,
  async execute(go, input) {
    const outcome = await addLine(go, input, () => findRounding(go, input));
    return withDraftState(go, input, outcome, whenRounding);
  },
  lookup: findRounding,
});

/**
 * A document that the office has sent takes no further line, so the step ends without one; its total is read next and
 * compared.
 */
const whenRounding: DraftReactions = {
  locked: (said) => refused(goReason('refused.conflict:locked_new', { said })),
  sent: () => completed({ lineId: null }),
  gone: draftGone,
};

/** Looks for the rounding line in the draft or, if the office has sent it meanwhile, in the invoice. */
async function findRounding(go: Go, { orderId, line }: Rounding): Promise<LookupOutcome> {
  const draft = await go.list(linesPath(orderId), documentLine);
  return ownLine(
    isNotFound(draft) ? await go.list(path`/OutgoingInvoices/${orderId}/Lines`, documentLine) : draft,
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
  execute: async (go, input) => withDraftState(go, input, await addLine(go, input, () => findAdded(go, input))),
  lookup: findAdded,
});

/**
 * Looks for the added line in the draft. If the office has sent the draft, the line counts as absent; the repeated step
 * then gets Go's refusal.
 */
async function findAdded(go: Go, { orderId, line }: Adding): Promise<LookupOutcome> {
  const lines = nullIfNotFound(await go.list(linesPath(orderId), documentLine));
  return ownLine(
    mapReply(lines, (rows) => rows ?? []),
    line,
  );
}

const lineInput = draftInput.extend({ lineId: z.string() });
type LineInput = z.infer<typeof lineInput>;
const linePath = ({ orderId, lineId }: LineInput) => path`/SalesOrders/${orderId}/Lines/${lineId}`;
const readLine = async (go: Go, input: LineInput) => nullIfNotFound(await go.get(linePath(input), heldLine));

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
    return withDraftState(
      go,
      input,
      outcomeOf(reply, () => ({ lineId: input.lineId })),
    );
  },
  lookup: async (go, input) =>
    lookupChange(await readLine(go, input), (line) => line !== null && isChanged(line, input), {
      lineId: input.lineId,
    }),
});

function isChanged(line: z.infer<typeof heldLine>, { fields }: Changing): boolean {
  const same = (wanted: string | undefined, actual: string | null | undefined) =>
    wanted === undefined || sameNumber(wanted, actual);
  return (
    (fields.ProductId === undefined || fields.ProductId === line.ProductId) &&
    (fields.Description === undefined || fields.Description === line.Description) &&
    same(fields.Quantity, line.Quantity) &&
    same(fields.ProductUnitPrice, line.ProductUnitPrice) &&
    same(fields.SortOrder, line.SortOrder)
  );
}

const removed = { removed: true };

/** Removes a line from the draft. A line that is already gone counts as removed. */
export const lineRemoving = defineStep({
  kind: 'poweroffice.line.remove',
  does: 'document',
  guard: 'exact_lookup',
  input: lineInput,
  async execute(go, input): Promise<Outcome> {
    const reply = await go.remove(linePath(input));
    if (reply.kind === 'value' || (isNotFound(reply) && (await findRemoved(go, input)).kind === 'found'))
      return completed(removed);
    return withDraftState(go, input, reply);
  },
  lookup: findRemoved,
});

/** The line counts as removed where Go has the draft without it; an invoice was not changed. */
async function findRemoved(go: Go, input: LineInput): Promise<LookupOutcome> {
  const line = await readLine(go, input);
  if (line.kind !== 'value') return unknownLookup(line);
  if (line.value !== null) return { kind: 'absent' };
  return lookupChange(await whereaboutsOf(go, input), ({ state }) => state === 'draft', removed);
}
