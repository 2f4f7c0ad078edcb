import type { OutgoingRequest, Sent } from './request.ts';

/**
 * Reads that wait for their place at one moment, and ask the same with the same credentials, go out as one: under a vendor's
 * limit, the orders in hand ask for the same products and customers. Nobody gets an answer that is older than their question.
 */
export function createSingleFlight(): (
  request: OutgoingRequest,
  send: (leaves: () => void) => Promise<Sent>,
) => Promise<Sent> {
  const waiting = new Map<string, { sent: Promise<Sent> | null }>();
  return async (request, send) => {
    if (request.method !== 'GET') return send(() => undefined);
    const question = JSON.stringify([request.url, request.headers]);
    for (let earlier = waiting.get(question); earlier?.sent; earlier = waiting.get(question)) {
      const answer = await earlier.sent;
      // What kept another's request from being sent, such as the end of its time, is no answer to this one.
      if (answer.kind !== 'not_sent') return answer;
    }
    const own: { sent: Promise<Sent> | null } = { sent: null };
    const leaves = (): void => {
      if (waiting.get(question) === own) waiting.delete(question);
    };
    waiting.set(question, own);
    own.sent = send(leaves).finally(leaves);
    return own.sent;
  };
}
