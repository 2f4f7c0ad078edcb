import { z } from 'zod';
import type { Bookable } from './contract-document.ts';
import type { Preparations, Pushed, Step, System, SystemContext, SystemSource } from './contract.ts';

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
  const own = ownWords(source);
  const delivery = source.delivery;
  const prepare = source.prepare?.bind(source);
  const follow = source.follow?.bind(source);
  const unmapped = source.unmapped?.bind(source);
  return {
    ...source,
    delivery:
      delivery.how === 'pulled'
        ? { ...delivery, render: (given) => delivery.render(plan.parse(given)) }
        : sealPushed(delivery, context, (given) => plan.parse(given), own),
    rates: (owner, request) => source.rates(context(owner), request),
    check: async (given) => own(await source.check(context(given))),
    options: async (given) =>
      Object.fromEntries(Object.entries(await source.options(context(given))).map(([name, list]) => [name, own(list)])),
    ...(prepare
      ? { prepare: async (given: UnknownContext) => ownPreparations(await prepare(context(given)), own) }
      : {}),
    ...(follow
      ? { follow: async (given: UnknownContext, cursor: unknown) => own(await follow(context(given), cursor)) }
      : {}),
    ...(unmapped ? { unmapped: (order: Bookable, given: unknown) => unmapped(order, settings.parse(given)) } : {}),
    content: (given) => source.content(plan.parse(given)),
    describe: (given) => source.describe(plan.parse(given)),
    readFacts: async (given, request) =>
      own(await source.readFacts(context(given), { ...request, settings: settings.parse(request.settings) })),
    makePlan(request) {
      const planned = source.makePlan({
        ...request,
        settings: settings.parse(request.settings),
        facts: facts.parse(request.facts),
      });
      if (planned.kind !== 'gaps') return planned;
      const [first, ...others] = planned.gaps;
      return { kind: 'gaps', gaps: [own(first), ...others.map(own)] };
    },
  };
}

/** Marks a problem as one of this system's, so that the system's own sentences are said of it. */
type Own = <Told extends object>(told: Told) => Told;

const ownWords =
  ({ key }: Pick<System, 'key'>): Own =>
  (told) =>
    'code' in told ? { ...told, system: key } : told;

const ownPreparations = (prepared: Preparations, own: Own): Preparations =>
  prepared.kind === 'preparations'
    ? { ...prepared, all: prepared.all.map((one) => (one.kind === 'impossible' ? { ...one, gap: own(one.gap) } : one)) }
    : own(prepared);

type UnknownContext = SystemContext<unknown, unknown, unknown>;

function sealPushed<Operator, Settings, Credentials, Plan>(
  delivery: Pushed<Operator, Settings, Credentials, Plan>,
  context: (given: UnknownContext) => SystemContext<Operator, Settings, Credentials>,
  plan: (given: unknown) => Plan,
  own: Own,
): Pushed<unknown, unknown, unknown, unknown> {
  const documentByNumber = delivery.documentByNumber?.bind(delivery);
  return {
    ...delivery,
    next: (given, results) => delivery.next(plan(given), results),
    // Async, so that a stored value that a schema refuses is a rejection and not a throw.
    execute: async (given, wanted) => own(await delivery.execute(context(given), wanted)),
    lookup: async (given, wanted, since) => own(await delivery.lookup(context(given), wanted, since)),
    ...(documentByNumber
      ? {
          documentByNumber: async (given: UnknownContext, asked: Step, number: string) =>
            own(await documentByNumber(context(given), asked, number)),
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
