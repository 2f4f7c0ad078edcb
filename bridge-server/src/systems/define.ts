import { z } from 'zod';
import type { Bookable, Pushed, Step, System, SystemContext, SystemSource } from './contract.ts';

/** Seals a system's types: what comes back from the database or a form is parsed before the system sees it. */
export function defineSystem<Operator, Settings, Credentials, Facts, Plan>(
  source: SystemSource<Operator, Settings, Credentials, Facts, Plan>,
): System {
  const [operator, settings, credentials] = [
    readingOnce(source.operator),
    readingOnce(source.settings),
    readingOnce(source.credentials),
  ];
  const [facts, plan] = [readingOnce(source.facts), readingOnce(source.plan)];
  const context = <Given extends Record<'operator' | 'settings' | 'credentials', unknown>>(given: Given) => ({
    ...given,
    operator: operator.parse(given.operator),
    settings: settings.parse(given.settings),
    credentials: credentials.parse(given.credentials),
  });
  const delivery = source.delivery;
  const prepare = source.prepare?.bind(source);
  const follow = source.follow?.bind(source);
  const unmapped = source.unmapped?.bind(source);
  return {
    ...source,
    delivery:
      delivery.how === 'pulled'
        ? { ...delivery, render: (given) => delivery.render(plan.parse(given)) }
        : sealPushed(delivery, context, (given) => plan.parse(given)),
    rates: (owner, request) => source.rates(context(owner), request),
    check: async (given) => source.check(context(given)),
    options: async (given) => source.options(context(given)),
    ...(prepare ? { prepare: async (given: UnknownContext) => prepare(context(given)) } : {}),
    ...(follow ? { follow: async (given: UnknownContext, cursor: unknown) => follow(context(given), cursor) } : {}),
    ...(unmapped ? { unmapped: (order: Bookable, given: unknown) => unmapped(order, settings.parse(given)) } : {}),
    content: (given) => source.content(plan.parse(given)),
    describe: (given) => source.describe(plan.parse(given)),
    readFacts: async (given, request) =>
      source.readFacts(context(given), { ...request, settings: settings.parse(request.settings) }),
    makePlan: (request) =>
      source.makePlan({ ...request, settings: settings.parse(request.settings), facts: facts.parse(request.facts) }),
  };
}

type UnknownContext = SystemContext<unknown, unknown, unknown>;

function sealPushed<Operator, Settings, Credentials, Plan>(
  delivery: Pushed<Operator, Settings, Credentials, Plan>,
  context: (given: UnknownContext) => SystemContext<Operator, Settings, Credentials>,
  plan: (given: unknown) => Plan,
): Pushed<unknown, unknown, unknown, unknown> {
  const documentByNumber = delivery.documentByNumber?.bind(delivery);
  return {
    ...delivery,
    next: (given, results) => delivery.next(plan(given), results),
    // Async, so that a stored value that a schema refuses is a rejection and not a throw.
    execute: async (given, wanted) => delivery.execute(context(given), wanted),
    lookup: async (given, wanted, since) => delivery.lookup(context(given), wanted, since),
    ...(documentByNumber
      ? {
          documentByNumber: async (given: UnknownContext, asked: Step, number: string) =>
            documentByNumber(context(given), asked, number),
        }
      : {}),
  };
}

/** Compiled, since each transfer passes it several times, and reading an object only once: the transfers in hand have the same settings. */
function readingOnce<T>(schema: z.ZodType<T>): { parse(given: unknown): T } {
  const compiled = z.compile(schema);
  const known = new WeakMap<object, T>();
  return {
    parse(given) {
      if (typeof given !== 'object' || given === null) return compiled.parse(given);
      const read = known.get(given) ?? compiled.parse(given);
      known.set(given, read);
      return read;
    },
  };
}
