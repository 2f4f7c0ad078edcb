import { values, type Reason, type Value, type Word } from '@kontor/shared/problem';
import { z } from 'zod';

/** What a system reports about a connection: reasons, checks, options, and which values may be kept for support. */

/** A reason whose code is in one of the groups, such as `refused.validation` in the group `refused`. */
export type ReasonIn<Group extends string> = Reason & { code: `${Group}.${string}` };

/** Why a call to a system brought nothing; `found` is the group of look-ups. */
export type FailureReason = ReasonIn<'refused' | 'held' | 'retry' | 'doubt' | 'found'>;

/** One thing that people want to know about a company, such as its lock date. */
export interface CompanyDetail {
  label: Word;
  value: Value;
}

/** The result of `check()`. A failure is a result too: it has a code, from which its cause and remedy are told. */
export type CheckReport =
  | {
      ok: true;
      latencyMs: number;
      /** The vendor's own id of the company behind the credentials; documents are unique within it. */
      account: string;
      /** The name of that company. */
      accountName: string;
      details: readonly CompanyDetail[];
      /** Things that do not stop the connection but that people should know. */
      notes: readonly Word[];
    }
  | (FailureReason & { ok: false; latencyMs: number });

/** Which values of requests, answers, plans and facts may be kept for support. Every other value is struck out. */
export interface Disclosure {
  /**
   * Names of fields whose values tell nothing about a person. Where a name tells more in some other object, it is
   * written with the object around it: `VoucherLines.Description`.
   */
  harmless: readonly string[];
  /** Names of fields in which a refusal says in words why. */
  words: readonly string[];
}

/** A choice that a person has, for a setting or for the question of a gap. */
export const option = z.union([
  /** The label comes from the system. */
  z.object({ value: z.string(), label: z.string() }),
  /** The label is a text of Kontor's. */
  z.object({ value: z.string(), word: z.string(), values: values.optional() }),
]);
export type Option = z.infer<typeof option>;

/**
 * The lists that a settings form offers, by the name that a setting's `meta.options` gives. `forbidden`: the
 * credentials lack the right to read the list. `not_now`: the list could not be read this time.
 */
export type Options = Readonly<
  Record<string, { kind: 'read'; options: readonly Option[] } | (FailureReason & { kind: 'forbidden' | 'not_now' })>
>;
