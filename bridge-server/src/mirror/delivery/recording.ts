import type { HttpAnswer, OutgoingRequest, Send, Sent } from '../../egress/request.ts';
import { disclosureOf, type ExchangeWriter } from '../../journal/exchanges.ts';
import type { BinaryBody } from '../../journal/redaction.ts';
import type { SystemContext } from '../../systems/contract.ts';
import type { Connected } from '../mirror.ts';
import type { Transfer } from '../transfer/transfer.ts';

/**
 * The same connection, whose exchanges with the system for the transfer are kept, as far as support may want to see
 * them.
 */
export function recording(
  connected: Connected,
  transfer: Pick<Transfer, 'shopId' | 'id' | 'correlationId'>,
  exchanges: ExchangeWriter | undefined,
): Connected {
  if (!exchanges) return connected;
  const { system } = connected;
  const { delivery } = system;
  const about = {
    shopId: transfer.shopId,
    transferId: transfer.id,
    correlationId: transfer.correlationId,
    disclosure: disclosureOf(system),
  };
  type Context = SystemContext<unknown, unknown, unknown>;
  const noted = (context: Context, step: string): Context => ({
    ...context,
    send: noting(context.send, (exchange) => exchanges.note({ ...about, step, ...exchange })),
  });
  return {
    ...connected,
    system: {
      ...system,
      readFacts: (context, request) => system.readFacts(noted(context, 'facts'), request),
      delivery:
        delivery.how === 'pulled'
          ? delivery
          : {
              ...delivery,
              execute: (context, step) => delivery.execute(noted(context, step.kind), step),
              lookup: (context, step, since) => delivery.lookup(noted(context, `${step.kind}?`), step, since),
            },
    },
  };
}

/** One request and its answer, without what they belong to. */
type Exchange = Omit<
  Parameters<ExchangeWriter['note']>[0],
  'shopId' | 'transferId' | 'correlationId' | 'disclosure' | 'step'
>;

const noting =
  (send: Send, note: (exchange: Exchange) => void): Send =>
  async (request) => {
    const at = new Date();
    const begun = performance.now();
    const sent = await send(request);
    if (isTelling(request, sent)) note({ at, ms: performance.now() - begun, ...exchangeOf(request, sent) });
    return sent;
  };

/**
 * Whether an exchange is kept: a request that changes something at the target, and everything that went wrong. A
 * successful read tells nothing, and neither does a read of a thing that does not exist. The answer to a request for a
 * token is a secret. A request without room in the rate budget, or past its deadline, was not sent.
 */
function isTelling({ method, budget }: OutgoingRequest, sent: Sent): boolean {
  if (sent.kind === 'unanswered') return true;
  if (sent.kind === 'not_sent') return sent.why !== 'no_budget' && sent.why !== 'deadline';
  if (method !== 'GET' && budget !== 'free') return true;
  return sent.status >= 400 && sent.status !== 404;
}

function exchangeOf(request: OutgoingRequest, sent: Sent): Omit<Exchange, 'at' | 'ms'> {
  const url = URL.canParse(request.url) ? new URL(request.url) : null;
  return {
    method: request.method,
    address: url ? `${url.host}${url.pathname}` : '',
    request: requestBody(request),
    ...(sent.kind === 'answer'
      ? { status: sent.status, answer: answerBody(sent), outcome: 'answered' }
      : { status: null, answer: null, outcome: sent.why }),
  };
}

function requestBody({ body, headers = {} }: OutgoingRequest): string | BinaryBody | null {
  return body instanceof Uint8Array ? { mediaType: mediaTypeIn(headers), bytes: body.byteLength } : (body ?? null);
}

/** The answer's text, if the vendor says that it is text or says nothing; else its media type and size. */
function answerBody(answer: HttpAnswer): string | BinaryBody {
  const mediaType = mediaTypeIn(answer.headers);
  const isText = mediaType === '' || /^text\/|[/+](json|xml)$|^application\/x-www-form-urlencoded$/.test(mediaType);
  return isText || answer.bytes.byteLength === 0 ? answer.body : { mediaType, bytes: answer.bytes.byteLength };
}

/**
 * The media type without its parameters, since a parameter may be the name of a file and thereby of a person. Empty
 * where there is no such header, or it makes no sense.
 */
function mediaTypeIn(headers: Readonly<Record<string, string>>): string {
  const [, header = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return /^\s*([\w.+-]{1,60}\/[\w.+-]{1,100})\s*(;|$)/.exec(header)?.[1]?.toLowerCase() ?? '';
}
