import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';

/** What a transfer's line may tell of it. */
export type SummaryField =
  'subjectId' | 'orderNumber' | 'kind' | 'reference' | 'state' | 'reason' | 'targetTotal' | 'attempts';

/**
 * Each transfer in one line of these fields, by default of its kind, state and reason: `order done sent`. A field that
 * is null or empty is left out.
 */
export const summaries = (transfers: readonly ListedTransfer[], ...fields: readonly SummaryField[]): string[] =>
  transfers.map((transfer) =>
    (fields.length === 0 ? (['kind', 'state', 'reason'] as const) : fields)
      .map((field) => transfer[field])
      .filter((value) => value !== null && value !== '')
      .join(' '),
  );
