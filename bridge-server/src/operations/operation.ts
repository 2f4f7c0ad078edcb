import type { Reason, Result } from '@kontor/shared/problem';
import { z } from 'zod';
import type { KeyStore } from '../auth/keys.ts';
import type { Principal } from '../auth/principal.ts';
import * as ids from '../ids.ts';
import type { Scope } from '../auth/scopes.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { canBeStored, unstorable } from '../database/storable.ts';
import type { Mirror, SystemsAtHand } from '../mirror/mirror.ts';
import { isShop } from '../shops/shop.ts';
import type { Timing } from '../mirror/transfer/transition.ts';
import { CannotOpen, type Sealer } from '../shops/sealing.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import type { System } from '../systems/contract.ts';

/** What operations work with. It is passed in, so that the command line and the HTTP interface share all operations. */
export interface Parts {
  database: Database;
  sealer: Sealer;
  keys: KeyStore;
  systems: SystemsAtHand;
  /** The keys of the systems that are set up. */
  offered: readonly string[];
  /** Every system that the bridge knows, set up or not. */
  known: readonly System[];
  mirror: Mirror;
  /** The bridge's own times, for decisions that do not depend on a system. */
  timing: Timing;
  config: Pick<Config, 'publicUrl' | 'keep' | 'databaseUrl' | 'dataFolder' | 'alarms'>;
}

/**
 * Why an operation was refused: something does not exist (404), something is not possible now (409), the input is wrong
 * (422), or the system refused (502).
 */
export interface Failure extends Reason {
  status: 404 | 409 | 422 | 502;
}
export type OperationResult<Answer> = Result<Answer, Failure>;

export const success = <Answer>(value: Answer): OperationResult<Answer> => ({ ok: true, value });
export const failure = (status: Failure['status'], reason: Reason): { ok: false; error: Failure } => ({
  ok: false,
  error: { ...reason, status },
});

/** A list in an answer that the command line shows as a table. */
export interface ShownTable {
  list: string;
  columns: readonly string[];
  /** The sentence that stands in place of an empty table. */
  empty?: string;
}

interface Declaration<Input extends z.ZodObject, Answer extends z.ZodType> {
  /** The command as people type it: `connection add`. */
  command: string;
  summary: string;
  method: 'get' | 'post' | 'delete';
  /**
   * The address, with `{name}` for each input that is part of it. The other inputs are in the body of a post, else in
   * the query.
   */
  path: string;
  /**
   * True when the operation reads from the vendor's system. Its proof counts once, or a copied one could use up the
   * vendor's limit.
   */
  asksSystem?: true;
  /** The right that the caller needs; `auth/scopes.ts` says which caller has which. */
  scope: Scope;
  input: Input;
  /** Inputs that the command line takes as arguments, in this order; the others are options. */
  positional?: readonly string[];
  answer: Answer;
  /** Which lists of the answer are shown as tables, and with which columns. */
  table?: ShownTable | readonly ShownTable[];
  /**
   * True when the operation answers one page at a time. `next` in an answer is the `after` of the next page, null after
   * the last page. `remaining` says how many entries follow. The command line adds up the other numbers and joins the
   * lists of all pages.
   */
  pages?: boolean;
  /**
   * The list of a view that shops read often. An answer then has an ETag, is compressed, and an input `fields` says which
   * fields its entries have; without it they have all.
   */
  view?: { list: string };
  /** Whether the answer reports something wrong. The command then ends with the exit code of a refusal, for scripts. */
  isWrong?(answer: z.output<Answer>): boolean;
  /** Fields of the answer that people copy into a program, such as a key. A text is shown as it is, else JSON in one line. */
  copied?: readonly string[];
  /** A remark below the answer on the command line, such as that a key is shown only once. */
  hint?: string;
  examples?: readonly string[];
}

/**
 * One thing that people and programs can ask of the bridge. The HTTP interface, the command line and the OpenAPI
 * document are made from the operations, so that all three offer the same.
 */
export interface Operation extends Declaration<z.ZodObject, z.ZodType> {
  /**
   * Reads the input, does the work, and answers exactly the fields that the schema of the answer names. Whether the
   * principal may ask for the operation was checked before. `speaker` writes the sentences of the answer; a refusal is
   * put into words by the code that called `run`.
   */
  run(
    parts: Parts,
    fields: Readonly<Record<string, unknown>>,
    principal: Principal,
    speaker: Speaker,
  ): Promise<OperationResult<unknown>>;
}

/**
 * Makes an operation from its declaration and its work: `run` gets the parsed input, and its answer is parsed as well.
 */
export function defineOperation<Input extends z.ZodObject, Answer extends z.ZodType>(
  declaration: Declaration<Input, Answer> & {
    run(
      parts: Parts,
      input: z.output<Input>,
      principal: Principal,
      speaker: Speaker,
    ): Promise<OperationResult<z.input<Answer>>>;
  },
): Operation {
  return {
    ...declaration,
    async run(parts, fields, principal, speaker) {
      // Checked here for all operations, so that no schema can forget it.
      for (const [field, value] of Object.entries(fields))
        if (!canBeStored(value)) return failure(422, reason('input.wrong', { field, said: unstorable }));
      const input = declaration.input.safeParse(fields);
      if (!input.success) return wrongInput(input.error);
      // An operator may name a shop that does not exist, such as by a connection's id. An empty list would hide that
      // mistake.
      const { shop: shopId } = input.data as { shop?: string };
      if (principal.shopId === null && shopId !== undefined && !(await isShop(parts.database.pool, shopId)))
        return failure(404, reason('shop.unknown:id', { shop: shopId }));
      const result = await declaration.run(parts, input.data, principal, speaker).catch(cannotOpen);
      if (!result.ok) return result;
      const answer = declaration.answer.parse(result.value);
      const { fields: wanted } = input.data as { fields?: readonly string[] };
      return success(declaration.view && wanted ? withFields(answer, declaration.view.list, wanted) : answer);
    },
  };
}

/** The answer, whose list has only these fields of its entries. */
function withFields(answer: unknown, list: string, fields: readonly string[]): unknown {
  const whole = answer as Record<string, Record<string, unknown>[]>;
  const cut = (entry: Record<string, unknown>) => Object.fromEntries(fields.map((field) => [field, entry[field]]));
  return { ...whole, [list]: whole[list]?.map(cut) };
}

/** Turns the error about a secret that cannot be decrypted into a refusal, for every operation. */
function cannotOpen(fault: unknown): { ok: false; error: Failure } {
  if (fault instanceof CannotOpen) return failure(409, fault.reason);
  throw fault;
}

function wrongInput({ issues: [issue] }: z.ZodError): { ok: false; error: Failure } {
  const field = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'input');
  return failure(422, reason('input.wrong', { field, said: issue?.message ?? 'unreadable' }));
}

/** Inputs that many operations share. */
export const shopInput = ids.shopId.meta({ description: "The shop's id." });
export const connectionInput = ids.connectionId.meta({ description: "The connection's id." });
export const orderInput = ids.orderId.meta({ description: "The order's id in the shop." });
export const orderNumberInput = z
  .string()
  .min(1)
  .meta({ description: "The order's number that people see; it may differ from the order's id." });
export const transferInput = z.coerce.number().pipe(ids.transferId).meta({ description: "The transfer's id." });
export const taskInput = z.coerce.number().pipe(ids.taskId).meta({ description: "The task's id." });
/** An input that is yes or no, and no without it. At the command line it needs no value. */
export const flagInput = (description: string) => z.stringbool().or(z.boolean()).default(false).meta({ description });
export const limitInput = (standard: number, most = 1000) =>
  z.coerce.number().int().min(1).max(most).default(standard).meta({ description: 'At most this many entries.' });
