import { answerOf, type OutgoingRequest, type Send, type Sent } from '../../bridge-server/src/egress/request.ts';
import type { Egress } from '../../bridge-server/src/egress/send.ts';

/** What goes wrong with one request. A title with "after" means that the vendor has carried the request out. */
export interface CallFault {
  title: string;
  meets(request: OutgoingRequest, send: Send): Promise<Sent>;
  /** The next request, which is the look-up, is lost too. */
  alsoNext?: true;
}

const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Sent =>
  answerOf(status, { 'content-type': 'text/html', ...headers }, Buffer.from(body));
const cut: Sent = {
  kind: 'unanswered',
  why: 'cut',
  what: { word: 'The connection was cut.' },
};
const page = '<!doctype html><title>Just a moment…</title>';

const instead = (title: string, sent: Sent): CallFault => ({ title, meets: () => Promise.resolve(sent) });
const after = (title: string, sent: Sent, more: Partial<CallFault> = {}): CallFault => ({
  title,
  async meets(request, send) {
    await send(request);
    return sent;
  },
  ...more,
});

/** The request does not reach the vendor, or the vendor does nothing. */
export const faultsBefore: readonly CallFault[] = [
  instead('connection refused', {
    kind: 'not_sent',
    why: 'connection_refused',
    what: { word: 'Nobody listens there.' },
  }),
  instead('no room in the budget', {
    kind: 'not_sent',
    why: 'no_budget',
    what: { word: 'No room.' },
    retryAfterSeconds: 3,
  }),
  instead('429', text(429, '', { 'retry-after': '2' })),
  instead('401', text(401, '')),
  instead('403', text(403, '')),
  instead('500 before', text(500, '')),
  instead('503 before', text(503, '', { 'retry-after': '2' })),
  instead('cut before', cut),
  instead('a firewall’s page', text(200, page)),
];
/** The vendor carries the request out, but its answer does not say so. */
export const faultsAfter: readonly CallFault[] = [
  after('500 after', text(500, '')),
  after('cut after', cut),
  after('a page after', text(200, page)),
  after('an empty answer after', text(200, '')),
  after('cut after, and the look-up too', cut, { alsoNext: true }),
];

/** Where a worker is killed around the call of a step. */
export const kills = ['killed after the intent', 'killed after the answer'] as const;
export type Kill = (typeof kills)[number];
/** Where a worker is killed around the offer of a document to the office. */
export const offerKills = ['killed before the offer', 'killed after the offer'] as const;
export type OfferKill = (typeof offerKills)[number];

/** Thrown where a worker is killed. It looks like a lost database, so the delivery stores nothing after it. */
export class Killed extends Error {
  readonly code = 'ECONNRESET';
}

/** An egress at which one request meets the fault. `isMeant`: whether this is that request. */
export function breakingOnce(egress: Egress, fault: CallFault, isMeant: (request: OutgoingRequest) => boolean) {
  let met = 0;
  const wrapped: Egress = {
    ...egress,
    forCall: (call) => async (request) => {
      const send = egress.forCall(call);
      const isNext = fault.alsoNext === true && met === 1 && request.budget !== 'free';
      if (isNext) {
        met += 1;
        return cut;
      }
      if (met > 0 || request.budget === 'free' || !isMeant(request)) return send(request);
      met += 1;
      return fault.meets(request, send);
    },
  };
  return { egress: wrapped, met: () => met > 0 };
}
