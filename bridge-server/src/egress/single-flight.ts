import type { OutgoingRequest, Sent } from './request.ts';

/**
 * Sends equal reads that wait for a place in the rate budget as one request. Equal means the same URL and headers, and
 * so the same credentials. For example, many orders that wait under a vendor's limit ask for the same products.
 *
 * A read joins another only until that one is written (`leaves`), so no answer is older than its question.
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
      // The other request was not sent, for a reason of its own such as its deadline. This one must be sent itself.
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
