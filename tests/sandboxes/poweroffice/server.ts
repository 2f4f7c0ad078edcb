import { setTimeout as pause } from 'node:timers/promises';
import express, { type Express, type Request, type Response } from 'express';
import { adminRoutes } from './admin.ts';
import { effects, lagOf } from './failures.ts';
import { writeJson } from './json.ts';
import type { Office } from './office.ts';
import { page } from './page.ts';
import { problem, Refusal, refusal, tooManyRequests, unauthorized, wrongSubscription, type Answer } from './refusal.ts';
import { handle, type Call, type Route } from './route.ts';
import { routes } from './routes.ts';
import { viewState } from './state.ts';
import type { Company } from './store.ts';
import type { LoggedRequest, World } from './world.ts';

type Handler = (request: Request, company: Company, visibleFrom: number) => Answer;

const bodyOf = (request: Request): string => (typeof request.body === 'string' ? request.body : '');
const queryOf = (request: Request): string => request.originalUrl.split('?', 2)[1] ?? '';
const pathOf = (request: Request): string => request.originalUrl.split('?', 1)[0] ?? '';

/** What bodies must be; a request without one, such as a reversal, needs no type. */
const mediaTypes: Readonly<Partial<Record<Route['method'], string>>> = {
  post: 'application/json',
  patch: 'application/json-patch+json',
};

function textOf(answer: Answer): string {
  if (answer.body === undefined) return '';
  return typeof answer.body === 'string' ? answer.body : writeJson(answer.body);
}

function send(response: Response, answer: Answer): string {
  const text = textOf(answer);
  response.status(answer.status);
  if (text !== '') response.set('Content-Type', 'application/json; charset=utf-8');
  response.set({ ...answer.headers });
  response.end(text);
  return text;
}

function answered(work: () => Answer): Answer {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof Refusal) return fault.answer;
    throw fault;
  }
}

/** The vendor's side of the sandbox: token endpoint, gateway rules, operations; then the admin calls and the page. */
export function createApp(world: World, office: Office, stopped: AbortSignal): Express {
  const app = express();
  app.disable('x-powered-by');

  /** Gateway order: subscription key, rate limit, then whatever failure is armed, then the token. */
  const admitted = (request: Request, counted: boolean): Answer | null => {
    if (request.get('Ocp-Apim-Subscription-Key') !== world.keys.subscriptionKey) return wrongSubscription;
    return counted && !world.limit.passes(world.clock(), world.switches.requestsPerSecond) ? tooManyRequests : null;
  };

  const endpoint =
    (counted: boolean, work: (request: Request, lagMs: number) => Answer) =>
    async (request: Request, response: Response): Promise<void> => {
      const [method, path, query, requestBody] = [request.method, pathOf(request), queryOf(request), bodyOf(request)];
      const entry: LoggedRequest = {
        method,
        path,
        query,
        at: new Date(world.clock()).toISOString(),
        correlation: request.get('x-correlation-id') ?? null,
        client: world.tokens.clientKeyNamed(request.get('Authorization'), world.clock()),
        status: null,
        failure: null,
      };
      world.requests.push(entry);
      const { correlation, client } = entry;
      for (const listener of world.listeners)
        await listener({ method, path, query, correlation, client, body: requestBody });
      const finish = (answer: Answer): void => {
        entry.status = answer.status;
        world.remember({
          method,
          path,
          query,
          requestBody,
          status: answer.status,
          responseBody: send(response, answer),
        });
      };
      const refused = admitted(request, counted);
      if (refused) return finish(refused);
      const failure = world.failures.take(entry);
      const effect = failure && effects[failure.mode];
      entry.failure = failure?.mode ?? null;
      const real = effect && !effect.commits ? null : answered(() => work(request, lagOf(failure)));
      if (effect?.answer === 'cut') {
        request.socket.destroy();
        return;
      }
      if (failure?.mode === 'slow') await pause(failure.delayMs, undefined, { signal: stopped }).catch(() => undefined);
      const replacement = effect && effect.answer !== 'unchanged' ? effect.answer : real;
      if (replacement) finish(replacement);
    };

  const operation = (work: Handler) =>
    endpoint(true, (request, lagMs) => {
      const now = world.clock();
      const clientKey = world.tokens.clientKeyOf(request.get('Authorization'), now) ?? '';
      const company = world.switches.inactive.includes(clientKey) ? undefined : world.companies.get(clientKey);
      return company ? work(request, company, now + lagMs) : unauthorized;
    });

  app.use(['/OAuth', '/v2'], express.text({ type: () => true, limit: '20mb' }));
  app.post(
    '/OAuth/Token',
    endpoint(false, (request) =>
      world.tokens.issue(
        { authorization: request.get('Authorization'), form: bodyOf(request) },
        {
          applicationKey: world.keys.applicationKey,
          clientKeys: [...world.companies.keys()].filter((key) => !world.switches.inactive.includes(key)),
        },
        world.clock(),
        world.switches.tokenLifeSeconds,
      ),
    ),
  );
  for (const route of routes) {
    app[route.method](
      `/v2${route.path}`,
      operation((request, company, visibleFrom) => {
        const mediaType = mediaTypes[route.method];
        if (mediaType !== undefined && bodyOf(request) !== '' && !request.is(mediaType)) {
          return { status: 415, body: problem(415, 'Unsupported Media Type', `The body must be ${mediaType}.`) };
        }
        const call: Call = {
          company,
          query: new URLSearchParams(queryOf(request)),
          body: bodyOf(request),
          param: (name) => String(request.params[name]),
          occasion: { now: world.clock(), visibleFrom, arithmetic: world.switches, byIntegration: true },
        };
        return handle(route, call);
      }),
    );
  }
  app.use(
    '/v2',
    operation((request) => {
      throw refusal(
        404,
        'Object(s) not found',
        `${request.method} ${pathOf(request)} is no operation of this sandbox.`,
      );
    }),
  );
  app.use('/sandbox', adminRoutes(world, office));
  app.get('/', (_request, response) => {
    response.type('html').send(page([...world.companies.keys()].map((clientKey) => viewState(world, clientKey))));
  });
  return app;
}
