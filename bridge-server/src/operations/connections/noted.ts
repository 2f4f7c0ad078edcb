/** What somebody did with a connection, as the journal has it. */
export type ConnectionEvent =
  'added' | 'changed' | 'paused' | 'resumed' | 'removed' | 'credentials_changed' | 'check_failed';

/** The beginning of the journal's line about it; no order is concerned. */
export const noted = (shopId: string, actor: string, event: ConnectionEvent) => ({
  shopId,
  orderId: null,
  correlationId: null,
  actor,
  code: `connection.${event}`,
});
