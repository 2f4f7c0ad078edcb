import type { ChangeTable } from './contract-changes.ts';

/** The document that the office fetches. */
export interface Handover {
  /** Such as `application/xml; charset=utf-8`. */
  mediaType: string;
  bytes: Uint8Array;
}

/**
 * Pull delivery: the office fetches documents and acknowledges them. The office must recognise a key that it already
 * has. After a restore of the database, the bridge offers every document again that was fetched since the backup, with
 * the order's content of that time.
 */
export interface Pulled<Plan> {
  how: 'pulled';
  /** Pure: the bytes that the office fetches. The same plan always gives the same bytes. */
  render(plan: Plan): Handover;
  /** Seconds that the office has to acknowledge a document; after that, the same bytes are offered again. */
  acknowledgedWithin: number;
  /** What a change of the order comes to. The contract kit drives each cell. */
  changes?: ChangeTable;
}
