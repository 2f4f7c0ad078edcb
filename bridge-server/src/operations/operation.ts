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

/** What operations work with; handed in, so that the command line and the HTTP interface share every one of them. */
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
  /** For decisions that no system shortens or lengthens. */
  timing: Timing;
  config: Pick<Config, 'publicUrl' | 'keep' | 'databaseUrl' | 'dataFolder' | 'alarms'>;
}

/**
 * Why an operation was not done: what is not there (404), what does not go now (409), what was asked wrongly (422), or
 * what a system said (502).
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

/** A list of an answer that is shown as a table. */
export interface ShownTable {
  list: string;
  columns: readonly string[];
}

interface Described<Input extends z.ZodObject, Answer extends z.ZodType> {
  /** As it is typed: `connection add`. */
  command: string;
  summary: string;
  method: 'get' | 'post' | 'delete';
  /**
   * With `{name}` for each input that stands in the path; the others come in the query or, unless it only reads, in the
   * body.
   */
  path: string;
  /**
   * Reads, and asks the system for it: then one proof counts once, or a captured one could use up the vendor's limit.
   */
  asksSystem?: true;
  /** What whoever asks must be allowed to; which kind of caller is allowed what stands in `auth/scopes.ts`. */
  scope: Scope;
  input: Input;
  /** Inputs that the command line takes by their place; the others are options. */
  positional?: readonly string[];
  answer: Answer;
  /** Which of the answer's lists are shown as tables, and with which columns. */
  table?: ShownTable | readonly ShownTable[];
  /**
   * Answers a page at a time: `after` is where the next one goes on, null behind the last, and `remaining` how many
   * more there are. The other numbers of all pages add up, their lists are one.
   */
  pages?: boolean;
  /** Whether the answer says that something is wrong: the command then ends as one that was refused, for scripts. */
  isWrong?(answer: z.output<Answer>): boolean;
  /** Entries of the answer that people copy for a program, such as a key: shown as JSON in one line. */
  copied?: readonly string[];
  /** What people are told besides, such as that a key is shown only once. */
  hint?: string;
  examples?: readonly string[];
}

/**
 * One thing that people and programs can ask of the bridge. Everything that is asked from outside is one of these: the
 * HTTP interface, the command line and the OpenAPI document are made from them, so that none knows more than another.
 */
export interface Operation extends Described<z.ZodObject, z.ZodType> {
  /**
   * Reads the input, does it, and answers what the schema names and nothing besides. Whether the principal may ask for
   * it was decided before. `speaker`: says what the answer tells in words to whoever asks; why nothing was done is said
   * by the caller.
   */
  run(
    parts: Parts,
    given: Readonly<Record<string, unknown>>,
    principal: Principal,
    speaker: Speaker,
  ): Promise<OperationResult<unknown>>;
}

/** Seals an operation's own types: inputs are parsed on their way in, answers on their way out. */
export function defineOperation<Input extends z.ZodObject, Answer extends z.ZodType>(
  source: Described<Input, Answer> & {
    run(
      parts: Parts,
      input: z.output<Input>,
      principal: Principal,
      speaker: Speaker,
    ): Promise<OperationResult<z.input<Answer>>>;
  },
): Operation {
  return {
    ...source,
    async run(parts, given, principal, speaker) {
      // Before any schema, so that none can forget it.
      for (const [field, value] of Object.entries(given))
        if (!canBeStored(value)) return failure(422, reason('input.wrong', { field, said: unstorable }));
      const input = source.input.safeParse(given);
      if (!input.success) return wrongInput(input.error);
      // Whoever acts for every shop may name one that is none, such as a connection's id; a list of nothing would hide
      // that.
      const { shop: shopId } = input.data as { shop?: string };
      if (principal.shopId === null && shopId !== undefined && !(await isShop(parts.database.pool, shopId)))
        return failure(404, reason('shop.unknown:id', { shop: shopId }));
      const answered = await source.run(parts, input.data, principal, speaker).catch(cannotOpen);
      return answered.ok ? success(source.answer.parse(answered.value)) : answered;
    },
  };
}

/** A secret that cannot be opened is a refusal with its cause, whichever operation needs it. */
function cannotOpen(fault: unknown): { ok: false; error: Failure } {
  if (fault instanceof CannotOpen) return failure(409, fault.reason);
  throw fault;
}

function wrongInput({ issues: [issue] }: z.ZodError): { ok: false; error: Failure } {
  const field = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'input');
  return failure(422, reason('input.wrong', { field, said: issue?.message ?? 'unreadable' }));
}

/** Inputs that many operations have, told once. */
export const shopInput = ids.shopId.meta({ description: "The shop's id." });
export const connectionInput = ids.connectionId.meta({ description: "The connection's id." });
export const orderInput = ids.orderId.meta({ description: "The shop's own id of the order." });
export const transferInput = z.coerce.number().pipe(ids.transferId).meta({ description: "The transfer's id." });
export const taskInput = z.coerce.number().pipe(ids.taskId).meta({ description: "The task's id." });
export const limitInput = (otherwise: number, most = 1000) =>
  z.coerce.number().int().min(1).max(most).default(otherwise).meta({ description: 'At most so many.' });
