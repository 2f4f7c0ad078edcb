import type { Reason, Value, Word } from '@kontor/shared/problem';

/** What a system tells of itself: how a connection stands, and what of its talk may be kept. */

/** What people want to see of a company. */
export interface CompanyDetail {
  label: Word;
  value: Value;
}

/** The result of `check()`: never thrown, always with a cause and what to do. */
export type CheckReport =
  | {
      ok: true;
      latencyMs: number;
      /** The vendor's own id of the company behind the credentials; documents are unique within it. */
      account: string;
      /** What people call that company. */
      accountName: string;
      /** What people want to see of that company, such as its lock date. */
      details: readonly CompanyDetail[];
      /** What works but should be known. */
      notes: readonly Word[];
    }
  | (Reason & { ok: false; latencyMs: number });

/**
 * What of requests and answers, plans and facts may be kept for support, by field. `harmless`: values that tell nothing of a
 * person, by the field's name or, where the same name tells more elsewhere, with the field around it (`VoucherLines.Description`); those
 * of every other field are struck out. `words`: where a refusal says in words why.
 */
export interface Disclosure {
  harmless: readonly string[];
  words: readonly string[];
}
