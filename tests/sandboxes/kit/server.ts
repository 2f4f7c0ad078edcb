import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { answered, type Answer } from './answer.ts';
import { effectsOf, lagOf, type FailureAnswers, type Failures } from './failures.ts';
import { writeJson } from './json.ts';
import type { RequestLog } from './log.ts';

export const bodyOf = (request: Request): string => (typeof request.body === 'string' ? request.body : '');
export const queryOf = (request: Request): string => request.originalUrl.split('?', 2)[1] ?? '';
export const pathOf = (request: Request): string => request.originalUrl.split('?', 1)[0] ?? '';

/** The gateway through which every request to a vendor's API passes. */
export interface Gateway {
  readonly clock: () => number;
  readonly log: RequestLog;
  readonly failures: Failures;
  readonly failureAnswers: FailureAnswers;
  /** The key of the company that makes the request; null if it names none. */
  readonly clientOf: (request: Request) => string | null;
  /**
   * The gateway's own refusal, which comes before any armed failure. `counted`: whether the request counts for the rate
   * limit.
   */
  readonly refused: (request: Request, counted: boolean) => Answer | null;
  /** Aborted when the sandbox stops, which gives slow answers up. */
  readonly stopped: AbortSignal;
}

/** Carries out one request. `lagMs`: for how long lists must not show what it creates. */
export type Work = (request: Request, lagMs: number) => Answer | Promise<Answer>;
export type Endpoint = (request: Request, response: Response) => Promise<void>;

/** Makes endpoints whose requests are logged, pass the gateway, and meet the failures that are armed for them. */
export function endpointsOf(gateway: Gateway): (counted: boolean, work: Work) => Endpoint {
  const { clock, log, failures, stopped } = gateway;
  const effects = effectsOf(gateway.failureAnswers);
  return (counted, work) => async (request, response) => {
    const [method, path, query, requestBody] = [request.method, pathOf(request), queryOf(request), bodyOf(request)];
    const correlation = request.get('x-correlation-id') ?? null;
    const client = gateway.clientOf(request);
    const entry = await log.arrived({ method, path, query, correlation, client, body: requestBody }, clock());
    const finish = (answer: Answer): void => {
      entry.status = answer.status;
      log.remember({ method, path, query, requestBody, status: answer.status, responseBody: send(response, answer) });
    };
    const refused = gateway.refused(request, counted);
    if (refused) return finish(refused);
    const failure = failures.take(entry);
    const effect = failure && effects[failure.mode];
    entry.failure = failure?.mode ?? null;
    const real = effect && !effect.commits ? null : await answered(() => work(request, lagOf(failure)));
    if (effect?.answer === 'cut') {
      request.socket.destroy();
      return;
    }
    if (failure?.mode === 'slow') await pause(failure.delayMs, undefined, { signal: stopped }).catch(() => undefined);
    const replacement = effect && effect.answer !== 'unchanged' ? effect.answer : real;
    if (replacement) finish(replacement);
  };
}

function send(response: Response, { status, body, headers }: Answer): string {
  const text = body === undefined ? '' : typeof body === 'string' ? body : writeJson(body);
  response.status(status);
  if (text !== '') response.set('Content-Type', 'application/json; charset=utf-8');
  response.set({ ...headers });
  response.end(text);
  return text;
}

/** A sandbox that listens. */
export interface Listening {
  /** Origin, without a slash at the end. */
  readonly url: string;
  /** Stops listening and destroys open connections. */
  close(): Promise<void>;
}

/** Starts the application on 127.0.0.1 (port 0: any free one). Rejects when the port is taken. */
export async function listen(app: RequestListener, port: number, stopping: AbortController): Promise<Listening> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        stopping.abort();
        server.close((fault) => (fault ? reject(fault) : resolve()));
        server.closeAllConnections();
      }),
  };
}
