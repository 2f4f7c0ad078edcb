import { __ } from '@wordpress/i18n';
import type { Verb } from '@kontor/shared/api/view';
import type { BridgeClient, BridgeProblem } from '../../../bridge/ask.ts';
import type { PluginProblem, ShopRoutes } from '../../shop-routes.ts';
import type { OrderRow } from '../answers.ts';
import { numberOf } from '../facts.ts';

/** The actions that work on many orders at once. */
export type BulkVerb = Extract<Verb, 'send' | 'retry' | 'elsewhere'>;

/** The outcome for one order. `why`: the reason in words, if the action was not done. */
export interface BulkOutcome {
  readonly id: string;
  readonly number: string;
  readonly outcome: 'done' | 'skipped' | 'refused';
  readonly why: string;
  readonly code: string;
}
export interface BulkOutcomes {
  readonly verb: BulkVerb;
  readonly all: readonly BulkOutcome[];
}

/** The plugin's answer to `POST send`: the outcome for each order. */
export interface SentAnswer {
  readonly orders: readonly {
    readonly id: number;
    readonly outcome: 'sent' | 'waits' | 'refused';
    readonly problem: PluginProblem | null;
  }[];
}

interface BulkContext {
  readonly bridge: BridgeClient;
  readonly shop: ShopRoutes;
  /** Aborted when somebody stops the action. The remaining orders stay as they are. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Does an action on many orders, one after the other. Returns the outcome for each. */
export async function applyToAll(sides: BulkContext, verb: BulkVerb, rows: readonly OrderRow[]): Promise<BulkOutcomes> {
  const all: BulkOutcome[] = [];
  // The shop itself sends an order that the bridge never had. No other action is possible on such an order.
  const unknown = rows.filter(({ isUnknown }) => isUnknown);
  const silent = rows.filter(({ standing, isUnknown }) => standing === null && !isUnknown);
  const known = rows.filter(({ standing }) => standing !== null);
  if (verb === 'send' && unknown.length > 0) all.push(...(await sendUnknown(sides, unknown)));
  else
    all.push(
      ...unknown.map((row) =>
        outcomeOf(row, 'skipped', __('The bridge does not have this order yet: send it first.', 'kontor-bridge')),
      ),
    );
  all.push(
    ...silent.map((row) =>
      outcomeOf(row, 'skipped', __('The bridge did not say how this order stands: refresh the list.', 'kontor-bridge')),
    ),
  );
  sides.onProgress(all.length);
  for (const row of known) {
    if (sides.signal.aborted) break;
    all.push(await applyToOne(sides, verb, row));
    sides.onProgress(all.length);
  }
  return { verb, all };
}

async function sendUnknown({ shop }: BulkContext, rows: readonly OrderRow[]): Promise<BulkOutcome[]> {
  const answer = await shop.ask<SentAnswer>('own', 'send', { body: { ids: rows.map(({ id }) => Number(id)) } });
  if (!answer.ok) return rows.map((row) => refusedOutcome(row, answer.problem));
  return rows.map((row) => {
    const result = answer.value.orders.find(({ id }) => String(id) === row.id);
    if (result?.outcome === 'sent') return outcomeOf(row, 'done', '');
    if (result?.problem) return refusedOutcome(row, result.problem);
    return outcomeOf(row, 'skipped', __('The order waits in the shop and is sent automatically.', 'kontor-bridge'));
  });
}

async function applyToOne({ bridge }: BulkContext, verb: BulkVerb, row: OrderRow): Promise<BulkOutcome> {
  const documents = row.standing?.documents ?? [];
  const concerned = documents.filter(({ verbs }) => verbs.includes(verb));
  if (concerned.length === 0) return outcomeOf(row, 'skipped', whyNothing(documents));
  for (const { transfer } of concerned) {
    const answer = await bridge.ask('POST', `/transfers/${transfer}/${verb}`, { body: {}, read: () => null });
    if (!answer.ok) return refusedOutcome(row, answer.problem);
  }
  return outcomeOf(row, 'done', '');
}

function whyNothing(documents: readonly { state: string }[]): string {
  if (documents.length === 0) return __('No connection makes a document of this order.', 'kontor-bridge');
  return documents.every(({ state }) => state === 'done')
    ? __('The order is already in the office.', 'kontor-bridge')
    : __('This cannot be done with the order’s documents in their present state.', 'kontor-bridge');
}

const outcomeOf = (row: OrderRow, outcome: BulkOutcome['outcome'], why: string, code = ''): BulkOutcome => ({
  id: row.id,
  number: numberOf(row),
  outcome,
  why,
  code,
});
const refusedOutcome = (
  row: OrderRow,
  { code, cause, remedy }: Pick<BridgeProblem, 'code' | 'cause' | 'remedy'>,
): BulkOutcome => outcomeOf(row, 'refused', `${cause} ${remedy}`, code);
