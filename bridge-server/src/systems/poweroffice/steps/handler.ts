import { z } from 'zod';
import type { Guard, LookupOutcome, NumberedOutcome, Outcome, Step } from '../../contract.ts';
import type { Client } from '../client.ts';
import type { Context } from '../settings/connection.ts';

interface Source<Input> {
  kind: `poweroffice.${string}.${string}`;
  /** What the step needs to act. */
  input: z.ZodType<Input>;
  execute(client: Client, context: Context, input: Input): Promise<Outcome>;
}
interface Creating<Input> {
  guard: Guard;
  /** Sending the draft may free its key. */
  freesKey?: true;
  /** Asks Go whether the step took effect; `since`: when its intent was recorded. */
  lookup(client: Client, context: Context, input: Input, since: Date): Promise<LookupOutcome>;
}
type ReadSource<Input> = Source<Input> & { does: 'read' };
interface Making<Input> {
  /** The document stands or falls with this step. */
  makes?: true;
  /** Asks Go for the step's document by the number that people call it by. */
  byNumber?(client: Client, context: Context, input: Input, number: string): Promise<NumberedOutcome>;
}
type DocumentSource<Input> = Source<Input> & Creating<Input> & Making<Input> & { does: 'document' };
/** `nameOf`: what tells one such object from another. */
type SharedSource<Input> = Source<Input> &
  Creating<Input> & { does: 'shared'; object: string; nameOf(input: Input): string };
type AnySource<Input> = ReadSource<Input> | DocumentSource<Input> | SharedSource<Input>;

/** One kind of step: how a plan asks for it, how it is done and how it is asked about. */
export interface StepKind<Input> {
  kind: string;
  does: Step['does'];
  guard?: Guard;
  freesKey?: true;
  makes?: true;
  /** A step of this kind; `key` names its result within the plan. */
  at(key: string, input: Input): Step;
  execute(client: Client, context: Context, input: unknown): Promise<Outcome>;
  lookup(client: Client, context: Context, input: unknown, since: Date): Promise<LookupOutcome>;
  byNumber(client: Client, context: Context, input: unknown, number: string): Promise<NumberedOutcome>;
}

/** Makes a kind of step of its source; inputs come back from the database and are parsed before they are used. */
export function defineStep<Input>(source: AnySource<Input>): StepKind<Input> {
  const { kind } = source;
  const input = z.compile(source.input);
  return {
    kind,
    does: source.does,
    ...(source.does === 'read' ? {} : { guard: source.guard, ...(source.freesKey ? { freesKey: true } : {}) }),
    ...(source.does === 'document' && source.makes ? { makes: true as const } : {}),
    at: (key, given): Step =>
      source.does === 'shared'
        ? { key, kind, input: given, does: 'shared', shared: { object: source.object, name: source.nameOf(given) } }
        : { key, kind, input: given, does: source.does },
    execute: async (client, context, given) => source.execute(client, context, input.parse(given)),
    async lookup(client, context, given, since) {
      if (source.does === 'read') throw new Error(`${kind} only reads: there is nothing to ask about`);
      return source.lookup(client, context, input.parse(given), since);
    },
    async byNumber(client, context, given, number) {
      if (source.does === 'document' && source.byNumber)
        return source.byNumber(client, context, input.parse(given), number);
      return {
        kind: 'unaskable',
        cause: 'The step in doubt changes a document that is known already, and makes none that a number could name.',
      };
    },
  };
}
