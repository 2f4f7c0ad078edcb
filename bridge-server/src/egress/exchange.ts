import type { Dispatcher } from 'undici';
import { word } from '../texts/reason.ts';
import { AddressRefused, addressRefusedCode } from './address.ts';
import {
  answerOf,
  notSent,
  unanswered,
  type HttpAnswer,
  type NotSent,
  type OutgoingRequest,
  type Sent,
  type Unanswered,
} from './request.ts';

/** The limits of one exchange. */
export interface ExchangeLimits {
  /** For connection, answer and body together. */
  timeoutMs: number;
  /** The time after which nothing may be written any more, in milliseconds since 1970. */
  deadline: () => number;
  /** The largest body of an answer. */
  answerBytes: number;
  /** Ends the exchange early. */
  signal?: AbortSignal | undefined;
}

/** Why nothing was written, by the fault's code. With any other code the connection could not be opened. */
const whyByCode: Readonly<Record<string, NotSent['why']>> = {
  ENOTFOUND: 'name_unknown',
  EAI_AGAIN: 'name_unknown',
  EAI_FAIL: 'name_unknown',
  EAI_NODATA: 'name_unknown',
  [addressRefusedCode]: 'address_refused',
  UND_ERR_INVALID_ARG: 'address_refused',
};

/**
 * Sends one request on the dispatcher and waits for its answer. The request is never repeated and never redirected.
 *
 * A failure before undici begins to write means that nothing was sent. A failure after that means that the request may
 * have had its effect.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: OutgoingRequest,
  url: URL,
  limits: ExchangeLimits,
): Promise<Sent> {
  return new Promise((resolve) => {
    let status = 0;
    let headers: HttpAnswer['headers'] = {};
    const chunks: Buffer[] = [];
    let size = 0;
    let written = false;
    let over = false;
    let controller: Dispatcher.DispatchController | undefined;

    const finish = (sent: Sent): void => {
      over = true;
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', cut);
      resolve(sent);
    };
    const stop = (sent: NotSent | Unanswered): void => {
      finish(sent);
      controller?.abort(new Error(sent.what.word));
    };
    const tooLarge = (): Unanswered =>
      unanswered('too_large', word('sent.too_large', { host: url.host, bytes: limits.answerBytes }));
    const cut = (): void =>
      stop(
        written ? unanswered('cut', word('sent.lost', { host: url.host })) : notSent('deadline', word('sent.too_late')),
      );
    const timer = setTimeout(
      () =>
        stop(
          written
            ? unanswered('timeout', word('sent.no_answer', { host: url.host, milliseconds: limits.timeoutMs }))
            : // If the caller's own deadline is over, the other side is not to blame.
              Date.now() >= limits.deadline()
              ? notSent('deadline', word('sent.too_late'))
              : notSent(
                  'connection_refused',
                  word('sent.no_connection', { host: url.host, milliseconds: limits.timeoutMs }),
                ),
        ),
      limits.timeoutMs,
    );

    limits.signal?.addEventListener('abort', cut);
    if (limits.signal?.aborted) return cut();

    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: { ...request.headers },
        body: request.body ?? null,
      },
      {
        onRequestStart(dispatchController) {
          controller = dispatchController;
          if (over) controller.abort(new Error('The time is over.'));
          else if (written) stop(unanswered('cut', word('sent.lost', { host: url.host })));
          else if (Date.now() >= limits.deadline()) stop(notSent('deadline', word('sent.too_late')));
          else written = true;
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          status = statusCode;
          headers = Object.fromEntries(
            Object.entries(responseHeaders).flatMap(([name, value]) =>
              value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
            ),
          );
          if (Number(headers['content-length'] ?? 0) > limits.answerBytes) stop(tooLarge());
        },
        onResponseData(_controller, chunk) {
          size += chunk.byteLength;
          if (size > limits.answerBytes) stop(tooLarge());
          else chunks.push(chunk);
        },
        onResponseEnd() {
          finish(answerOf(status, headers, Buffer.concat(chunks)));
        },
        onResponseError(_controller, error) {
          const code = codeOf(error);
          finish(
            written
              ? unanswered('cut', word('sent.lost_by', { host: url.host, fault: code }))
              : notSent(
                  whyByCode[code] ?? 'connection_refused',
                  error instanceof AddressRefused
                    ? error.what
                    : word('sent.unreachable', { host: url.host, fault: code }),
                ),
          );
        },
      },
    );
  });
}

/** The code of a fault. If several addresses of a name were tried, the code of the first fault counts. */
function codeOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined) return code;
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return first instanceof Error ? codeOf(first) : error.name;
}
