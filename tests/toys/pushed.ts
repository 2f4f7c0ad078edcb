import { z } from 'zod';
import type { Sent } from '../../bridge-server/src/egress/request.ts';
import type {
  DocumentKind,
  Guard,
  LookupOutcome,
  Outcome,
  Step,
  System,
  SystemContext,
} from '../../bridge-server/src/systems/contract.ts';
import { remoteDocument } from '../../bridge-server/src/systems/contract-document.ts';
import { defineSystem } from '../../bridge-server/src/systems/define.ts';
import { payingFunctions, reason, toyTexts } from './texts.ts';
import { totalOf } from './totals.ts';
import { reasonOf } from '../../bridge-server/src/texts/say.ts';

/**
 * A pushed system with one kind of object: a document with a key and a total. One step makes the document, and a second
 * one signs it if the settings say so. It is written like a vendor's folder, so that more than one system meets the
 * contract.
 */

const operator = z.object({ address: z.string() });
const settings = z.object({
  signs: z.boolean().default(false),
  /** Where payments are booked; null: the company has no account for them. */
  paymentAccount: z.string().nullable().default('1570'),
});
/** The currency of the company's books. */
const facts = z.object({ currency: z.string() });
const plan = z.object({ key: z.string(), total: z.number().int(), signs: z.boolean() });

/** The input of a step. */
export const toyInput = z.object({ key: z.string(), total: z.number().int() });
/** A document as the vendor shows it. */
const vendorDocument = remoteDocument.extend({ key: z.string(), signed: z.boolean() });
const signed = z.object({ signed: z.literal(true) });

type Context = SystemContext<z.infer<typeof operator>, z.infer<typeof settings>, unknown>;

interface Toy {
  /** How the vendor keeps a document from being made twice. */
  guard: Guard;
  /** How long the vendor's list may lag, in seconds. */
  settle?: number;
  /** The kinds of document that the system makes. */
  capabilities?: readonly DocumentKind[];
}

export function pushedToy({
  guard,
  settle = 15,
  capabilities = ['order', 'refund', 'cancellation', 'payment'],
}: Toy): System {
  return defineSystem({
    key: 'toy',
    label: 'Toy',
    capabilities,
    texts: toyTexts,
    functions: payingFunctions,
    longestKey: 50,
    operator,
    settings,
    credentials: z.unknown(),
    facts,
    plan,
    transmits: ['amounts'],
    rates: () => [],
    timing: { callTimeout: 20, settle },
    async check(context) {
      const sent = await context.send({ method: 'GET', url: `${context.operator.address}/company` });
      const company = readAs(facts, sent);
      const latencyMs = 0;
      if (company) return { ok: true, latencyMs, account: 'toy', accountName: 'Toy', details: [], notes: [] };
      return { ok: false, latencyMs, ...reason('held.unreachable', { cause: { because: reasonOf(failure(sent)) } }) };
    },
    options: () => Promise.resolve({}),
    async readFacts(context) {
      const sent = await context.send({ method: 'GET', url: `${context.operator.address}/company` });
      const company = readAs(facts, sent);
      return company ? { kind: 'facts', facts: company } : failure(sent);
    },
    makePlan({ kind, about, order, key, facts: { currency }, settings: { signs, paymentAccount } }) {
      if (order.currency !== currency)
        return {
          kind: 'gaps',
          gaps: [reason('gap.currency', { ordered: order.currency, currency })],
        };
      if (kind === 'payment' && paymentAccount === null) return { kind: 'gaps', gaps: [reason('gap.account_missing')] };
      const total = totalOf(kind, about, order);
      return { kind: 'plan', plan: { key, total, signs }, total };
    },
    content: ({ total }) => total,
    describe: ({ key }) => ({
      currency: null,
      customer: null,
      date: null,
      references: [{ kind: 'key', value: key }],
      lines: [],
    }),
    delivery: {
      how: 'pushed',
      steps: {
        'toy.document.create': { does: 'document', guard, makes: true },
        'toy.document.sign': { does: 'document', guard: 'exact_lookup' },
      },
      next({ key, total, signs }, results) {
        const step = (verb: 'create' | 'sign'): { kind: 'step'; step: Step } => ({
          kind: 'step',
          step: { key: verb, kind: `toy.document.${verb}`, does: 'document', input: { key, total } },
        });
        if (results['create'] === undefined) return step('create');
        if (signs && !signed.safeParse(results['sign']).success) return step('sign');
        const document = remoteDocument.parse(results['create']);
        return document.total === total
          ? { kind: 'finished', document }
          : {
              kind: 'differs',
              document,
              differences: [{ what: 'total', planned: String(total), found: String(document.total) }],
            };
      },
      execute: (context, step) => execute(context, step, guard),
      lookup,
    },
  });
}

async function execute({ send, operator: { address } }: Context, step: Step, guard: Guard): Promise<Outcome> {
  const { key, total } = toyInput.parse(step.input);
  const isSign = step.kind === 'toy.document.sign';
  const sent = await send({
    method: 'POST',
    url: isSign ? `${address}/documents/${key}/signature` : `${address}/documents`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(isSign ? {} : { key, total }),
  });
  const document = readAs(vendorDocument, sent);
  if (document && isSign) return { kind: 'done', result: { signed: true } };
  if (document) return { kind: 'done', result: remoteDocument.parse(document) };
  // The refusal of a second document shows the first one, so the create is its own look-up.
  const existing = sent.kind === 'answer' && sent.status === 409 ? parseAs(vendorDocument, sent.body) : null;
  if (existing && guard === 'refuses_duplicates')
    return { kind: 'done', result: remoteDocument.parse(existing), existed: true };
  return failure(sent);
}

async function lookup({ send, operator: { address } }: Context, step: Step): Promise<LookupOutcome> {
  const { key } = toyInput.parse(step.input);
  const sent = await send({ method: 'GET', url: `${address}/documents?key=${encodeURIComponent(key)}` });
  const documents = readAs(z.array(vendorDocument), sent);
  if (!documents) {
    const failed = failure(sent);
    const after = 'retryAfterSeconds' in failed ? failed.retryAfterSeconds : undefined;
    return { kind: 'unknown', ...reasonOf(failed), ...(after === undefined ? {} : { retryAfterSeconds: after }) };
  }
  const [first, second] = documents;
  if (!first) return { kind: 'absent' };
  if (step.kind === 'toy.document.sign')
    return first.signed ? { kind: 'found', result: { signed: true } } : { kind: 'absent' };
  if (second) return { kind: 'several', ...reason('doubt.several', { count: documents.length, key }) };
  const document = remoteDocument.parse(first);
  return { kind: 'found', result: document, document };
}

/** The body of a successful answer; null for everything else, such as a firewall's page. */
const readAs = <T>(schema: z.ZodType<T>, sent: Sent): T | null =>
  sent.kind === 'answer' && sent.status < 300 ? parseAs(schema, sent.body) : null;

function parseAs<T>(schema: z.ZodType<T>, body: string): T | null {
  try {
    return schema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** The outcome of an exchange that failed, for reads and for steps. */
function failure(sent: Sent): Exclude<Outcome, { kind: 'done' }> {
  if (sent.kind === 'unanswered') return { kind: 'doubt', code: `doubt.${sent.why}`, values: { cause: sent.what } };
  if (sent.kind === 'not_sent') {
    const { why, what, retryAfterSeconds } = sent;
    return why === 'no_budget' || why === 'deadline'
      ? {
          kind: 'postponed',
          code: 'retry.postponed',
          values: { cause: what },
          retryAfterSeconds: retryAfterSeconds ?? 1,
        }
      : { kind: 'held', ...reason('held.unreachable', { cause: what }) };
  }
  const { status } = sent;
  if (sent.status === 429)
    return {
      kind: 'held',
      ...reason('held.rate_limited', { status }),
      retryAfterSeconds: Number(sent.headers['retry-after'] ?? 60),
    };
  if (sent.status === 401 || sent.status === 403) return { kind: 'held', ...reason('held.credentials', { status }) };
  if (sent.status >= 400 && sent.status < 500) return { kind: 'refused', ...reason('refused.invalid', { status }) };
  return { kind: 'doubt', ...reason('doubt.answer', { status }) };
}
