import { z } from 'zod';
import { reason } from '../texts/reason.ts';
import type { Guard, LookupOutcome, NumberedOutcome, Outcome, Step, StepDeclaration } from '../systems/contract.ts';

export interface Source<Api, Input> {
  kind: `${string}.${string}.${string}`;
  /** What the step needs to act. */
  input: z.ZodType<Input>;
  execute(api: Api, input: Input): Promise<Outcome>;
}
export interface Creating<Api, Input> {
  guard: Guard;
  /** The office may free the step's key by what it does with the document. */
  freesKey?: true;
  /** Asks the vendor whether the step took effect; `since`: when its intent was recorded. */
  lookup(api: Api, input: Input, since: Date): Promise<LookupOutcome>;
}
export interface Making<Api, Input> {
  /** The document stands or falls with this step. */
  makes?: true;
  /** Asks the vendor for the step's document by the number that people call it by. */
  byNumber?(api: Api, input: Input, number: string): Promise<NumberedOutcome>;
}
type ReadSource<Api, Input> = Source<Api, Input> & { does: 'read' };
type DocumentSource<Api, Input> = Source<Api, Input> & Creating<Api, Input> & Making<Api, Input> & { does: 'document' };
/** `nameOf`: what tells one such object from another. */
type SharedSource<Api, Input> = Source<Api, Input> &
  Creating<Api, Input> & { does: 'shared'; object: string; nameOf(input: Input): string };
type AnySource<Api, Input> = ReadSource<Api, Input> | DocumentSource<Api, Input> | SharedSource<Api, Input>;

/** One kind of step: how a plan asks for it, how it is done and how it is asked about. */
export interface StepKind<Api, Input> {
  kind: string;
  declaration: StepDeclaration;
  /** A step of this kind; `key` names its result within the plan. */
  at(key: string, input: Input): Step;
  execute(api: Api, input: unknown): Promise<Outcome>;
  lookup(api: Api, input: unknown, since: Date): Promise<LookupOutcome>;
  byNumber(api: Api, input: unknown, number: string): Promise<NumberedOutcome>;
}

/** Defines a kind of step of a system that calls its vendor by this API. */
export const stepDefiner =
  <Api>() =>
  <Input>(source: AnySource<Api, Input>): StepKind<Api, Input> => {
    const { kind } = source;
    // Inputs come back from the database, so they are parsed before they are used.
    const input = z.compile(source.input);
    return {
      kind,
      declaration: declarationOf(source),
      at: (key, given): Step =>
        source.does === 'shared'
          ? { key, kind, input: given, does: 'shared', shared: { object: source.object, name: source.nameOf(given) } }
          : { key, kind, input: given, does: source.does },
      execute: async (api, given) => source.execute(api, input.parse(given)),
      async lookup(api, given, since) {
        if (source.does === 'read') throw new Error(`${kind} only reads: there is nothing to ask about`);
        return source.lookup(api, input.parse(given), since);
      },
      async byNumber(api, given, number) {
        if (source.does === 'document' && source.byNumber) return source.byNumber(api, input.parse(given), number);
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

/** The steps of a system by their kinds, as its contract wants them. */
export function stepTable<Api>(all: readonly StepKind<Api, never>[]) {
  const byKind = new Map(all.map((step) => [step.kind, step]));
  const of = ({ kind }: Step): StepKind<Api, never> => {
    const found = byKind.get(kind);
    if (!found) throw new Error(`there is no step ${kind}`);
    return found;
  };
  return {
    declarations: Object.fromEntries(all.map(({ kind, declaration }) => [kind, declaration])),
    execute: async (api: Api, step: Step) => of(step).execute(api, step.input),
    lookup: async (api: Api, step: Step, since: Date) => of(step).lookup(api, step.input, since),
    byNumber: async (api: Api, step: Step, number: string) => of(step).byNumber(api, step.input, number),
  };
}
