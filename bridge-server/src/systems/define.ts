import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import type { CollectRequest } from './contract-collect.ts';
import type { Bookable } from './contract-document.ts';
import type { Preparations, Pushed, Step, System, SystemContext, SystemSource } from './contract.ts';

/**
 * Makes a `System` of a system with its own types: values from the database or a form are parsed before the system sees
 * them.
 */
export function defineSystem<Operator, Settings, Credentials, Facts, Plan>(
  source: SystemSource<Operator, Settings, Credentials, Facts, Plan>,
): System {
  const operator = parserOf(source.operator);
  const settings = parserOf(source.settings);
  const credentials = parserOf(source.credentials);
  const facts = parserOf(source.facts);
  const plan = parserOf(source.plan);
  const typed = <Context extends Record<'operator' | 'settings' | 'credentials', unknown>>(context: Context) => ({
    ...context,
    operator: operator.parse(context.operator),
    settings: settings.parse(context.settings),
    credentials: credentials.parse(context.credentials),
  });
  const own = reasonMarker(source);
  const delivery = source.delivery;
  const prepare = source.prepare?.bind(source);
  const follow = source.follow?.bind(source);
  const collectArticles = source.collectArticles?.bind(source);
  const collectAddresses = source.collectAddresses?.bind(source);
  const unmapped = source.unmapped?.bind(source);
  const newTask = source.newTask?.bind(source);
  const { attachments } = source;
  return {
    ...source,
    delivery:
      delivery.how === 'pulled'
        ? { ...delivery, render: (stored) => delivery.render(plan.parse(stored)) }
        : sealPushed(delivery, typed, (stored) => plan.parse(stored), own),
    rates: (owner, request) => source.rates(typed(owner), request),
    check: async (context) => own(await source.check(typed(context))),
    async options(context) {
      const lists = Object.entries(await source.options(typed(context)));
      return Object.fromEntries(lists.map(([name, list]) => [name, own(list)]));
    },
    ...(prepare
      ? { prepare: async (context: UntypedContext) => ownPreparations(await prepare(typed(context)), own) }
      : {}),
    ...(follow
      ? { follow: async (context: UntypedContext, cursor: unknown) => own(await follow(typed(context), cursor)) }
      : {}),
    ...(collectArticles
      ? {
          collectArticles: async (context: UntypedContext, request: CollectRequest) =>
            own(await collectArticles(typed(context), request)),
        }
      : {}),
    ...(collectAddresses
      ? {
          collectAddresses: async (context: UntypedContext, request: CollectRequest) =>
            own(await collectAddresses(typed(context), request)),
        }
      : {}),
    ...(unmapped ? { unmapped: (order: Bookable, stored: unknown) => unmapped(order, settings.parse(stored)) } : {}),
    ...(newTask
      ? { newTask: (stored: unknown, itsSettings: unknown) => newTask(plan.parse(stored), settings.parse(itsSettings)) }
      : {}),
    ...(attachments
      ? {
          attachments: {
            addresses: (order: Order, stored: unknown) => attachments.addresses(order, settings.parse(stored)),
            of: (stored: unknown) => attachments.of(plan.parse(stored)),
          },
        }
      : {}),
    content: (stored) => source.content(plan.parse(stored)),
    describe: (stored) => source.describe(plan.parse(stored)),
    readFacts: async (context, request) =>
      own(await source.readFacts(typed(context), { ...request, settings: settings.parse(request.settings) })),
    makePlan(request) {
      const planned = source.makePlan({
        ...request,
        settings: settings.parse(request.settings),
        facts: facts.parse(request.facts),
      });
      if (planned.kind !== 'gaps') return planned;
      const [first, ...others] = planned.gaps;
      return { ...planned, gaps: [own(first), ...others.map(own)] };
    },
  };
}

/**
 * Marks a reason with the system's key, so that the system's own texts are used for it. A value without a code stays as
 * it is.
 */
type ReasonMarker = <Value extends object>(value: Value) => Value;

const reasonMarker =
  ({ key }: Pick<System, 'key'>): ReasonMarker =>
  (value) =>
    'code' in value ? { ...value, system: key } : value;

const ownPreparations = (outcome: Preparations, own: ReasonMarker): Preparations =>
  outcome.kind === 'preparations'
    ? {
        ...outcome,
        all: outcome.all.map((preparation) =>
          preparation.kind === 'impossible' ? { ...preparation, gap: own(preparation.gap) } : preparation,
        ),
      }
    : own(outcome);

type UntypedContext = SystemContext<unknown, unknown, unknown>;

function sealPushed<Operator, Settings, Credentials, Plan>(
  delivery: Pushed<Operator, Settings, Credentials, Plan>,
  typed: (context: UntypedContext) => SystemContext<Operator, Settings, Credentials>,
  planOf: (stored: unknown) => Plan,
  own: ReasonMarker,
): Pushed<unknown, unknown, unknown, unknown> {
  const documentByNumber = delivery.documentByNumber?.bind(delivery);
  return {
    ...delivery,
    next: (stored, results) => delivery.next(planOf(stored), results),
    // Async, so that a stored value that a schema refuses is a rejection and not a throw.
    execute: async (context, step) => own(await delivery.execute(typed(context), step)),
    lookup: async (context, step, since) => own(await delivery.lookup(typed(context), step, since)),
    ...(documentByNumber
      ? {
          documentByNumber: async (context: UntypedContext, step: Step, number: string) =>
            own(await documentByNumber(typed(context), step, number)),
        }
      : {}),
  };
}

/**
 * A parser for values that pass it often. The schema is compiled, since each transfer passes it several times. An
 * object is parsed only once, since the transfers in hand share the same settings.
 */
function parserOf<T>(schema: z.ZodType<T>): { parse(value: unknown): T } {
  const compiled = z.compile(schema);
  const parsedObjects = new WeakMap<object, T>();
  return {
    parse(value) {
      if (typeof value !== 'object' || value === null) return compiled.parse(value);
      const parsed = parsedObjects.get(value) ?? compiled.parse(value);
      parsedObjects.set(value, parsed);
      return parsed;
    },
  };
}
