import { z } from 'zod';
import { reason } from '../texts/reason.ts';
import type { Guard, LookupOutcome, NumberedOutcome, Outcome, Step, StepDeclaration } from '../systems/contract.ts';

/** A kind of step as a system writes it, with its own type of input. */
export interface StepSource<Api, Input> {
  kind: `${string}.${string}.${string}`;
  /** The schema of everything that the step needs to act. */
  input: z.ZodType<Input>;
  execute(api: Api, input: Input): Promise<Outcome>;
}
export interface GuardedSource<Api, Input> {
  guard: Guard;
  /** The office may free the step's key by what it does with the document. */
  freesKey?: true;
  /** Asks the vendor whether the step took effect. `since`: when the step's intent was recorded. */
  lookup(api: Api, input: Input, since: Date): Promise<LookupOutcome>;
}
export interface DocumentMaking<Api, Input> {
  /** The step makes or deletes the whole document. */
  makes?: true;
  /** Asks the vendor for the step's document by the number that people know. */
  byNumber?(api: Api, input: Input, number: string): Promise<NumberedOutcome>;
}
type ReadSource<Api, Input> = StepSource<Api, Input> & { does: 'read' };
type DocumentSource<Api, Input> = StepSource<Api, Input> &
  GuardedSource<Api, Input> &
  DocumentMaking<Api, Input> & { does: 'document' };
/** `nameOf`: the name that tells one shared object from another. */
type SharedSource<Api, Input> = StepSource<Api, Input> &
  GuardedSource<Api, Input> & { does: 'shared'; object: string; nameOf(input: Input): string };
type AnySource<Api, Input> = ReadSource<Api, Input> | DocumentSource<Api, Input> | SharedSource<Api, Input>;

/** One kind of step: how a plan asks for it, how it is done, and how the vendor is asked about it. */
export interface StepKind<Api, Input> {
  kind: string;
  declaration: StepDeclaration;
  /** A step of this kind. `key`: the name of its result within the plan. */
  at(key: string, input: Input): Step;
  execute(api: Api, input: unknown): Promise<Outcome>;
  lookup(api: Api, input: unknown, since: Date): Promise<LookupOutcome>;
  byNumber(api: Api, input: unknown, number: string): Promise<NumberedOutcome>;
}

/** Makes the function by which a system defines its kinds of step; `Api` is how the system calls its vendor. */
export const stepDefiner =
  <Api>() =>
  <Input>(source: AnySource<Api, Input>): StepKind<Api, Input> => {
    const { kind } = source;
    // Inputs come back from the database, so they are parsed before they are used.
    const schema = z.compile(source.input);
    return {
      kind,
      declaration: declarationOf(source),
      at: (key, input): Step =>
        source.does === 'shared'
          ? { key, kind, input, does: 'shared', shared: { object: source.object, name: source.nameOf(input) } }
          : { key, kind, input, does: source.does },
      execute: async (api, input) => source.execute(api, schema.parse(input)),
      async lookup(api, input, since) {
        if (source.does === 'read') throw new Error(`${kind} only reads: there is nothing to ask about`);
        return source.lookup(api, schema.parse(input), since);
      },
      async byNumber(api, input, number) {
        if (source.does === 'document' && source.byNumber) return source.byNumber(api, schema.parse(input), number);
        return { kind: 'unaskable', ...reason('found.not_askable:change') };
      },
    };
  };

function declarationOf<Api, Input>(source: AnySource<Api, Input>): StepDeclaration {
  if (source.does === 'read') return { does: 'read' };
  const { does, guard, freesKey } = source;
  return {
    does,
    guard,
    ...(freesKey ? { freesKey } : {}),
    ...(does === 'document' && source.makes ? { makes: true } : {}),
  };
}

/** The functions of a pushed system, made from all its kinds of step. */
export function stepTable<Api>(stepKinds: readonly StepKind<Api, never>[]) {
  const byKind = new Map(stepKinds.map((stepKind) => [stepKind.kind, stepKind]));
  const kindOf = ({ kind }: Step): StepKind<Api, never> => {
    const stepKind = byKind.get(kind);
    if (!stepKind) throw new Error(`there is no step ${kind}`);
    return stepKind;
  };
  return {
    declarations: Object.fromEntries(stepKinds.map(({ kind, declaration }) => [kind, declaration])),
    execute: async (api: Api, step: Step) => kindOf(step).execute(api, step.input),
    lookup: async (api: Api, step: Step, since: Date) => kindOf(step).lookup(api, step.input, since),
    byNumber: async (api: Api, step: Step, number: string) => kindOf(step).byNumber(api, step.input, number),
  };
}
