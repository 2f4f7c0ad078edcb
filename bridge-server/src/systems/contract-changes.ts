/** What may happen to an order in the shop after a pulled system has offered its document. */
export const laterChanges = [
  'edit',
  'unclear_edit',
  'cancellation',
  'cancellation_switched_off',
  'order_back',
  'part_refund',
  'full_refund',
  'payment',
] as const;
/**
 * - `unclear_edit`: the order now lacks something that planning needs.
 * - `cancellation_switched_off`: the order is cancelled, and the connection is set not to cancel documents.
 * - `order_back`: a cancelled order is back, after its document was cancelled.
 */
export type LaterChange = (typeof laterChanges)[number];

/** What the office has done with the document when the order changes. */
export const documentStages = ['not_fetched', 'fetched', 'accepted'] as const;
export type DocumentStage = (typeof documentStages)[number];

/**
 * What a change comes to.
 * - `made_anew`: the one document that the office gets says what the order says now.
 * - `withdrawn`: the office gets no document.
 * - `amendment`, `cancellation`: the office gets such a document after the first.
 * - `task`: the office gets nothing more, and a task tells a person what to do.
 * - `gap`: a person must resolve a gap first; then the office gets a document.
 * - `nothing`: the office gets nothing more, and nobody is asked.
 */
export type ChangeOutcome = 'made_anew' | 'withdrawn' | 'amendment' | 'cancellation' | 'task' | 'gap' | 'nothing';

export type ChangeTable = Readonly<Record<LaterChange, Readonly<Record<DocumentStage, ChangeOutcome>>>>;
