import express, { type Express, type Request } from 'express';
import type { Answer } from '../kit/answer.ts';
import { bodyOf, endpointsOf, pathOf, queryOf } from '../kit/server.ts';
import { adminOf } from './admin.ts';
import type { Office } from './office.ts';
import { pageOf } from './page.ts';
import { failureAnswers, problem, refusal, tooManyRequests, unauthorized, wrongSubscription } from './refusal.ts';
import { handle, type Call, type Route } from './route.ts';
import { routes } from './routes.ts';
import { viewState } from './state.ts';
import type { Company } from './store.ts';
import type { World } from './world.ts';

type Handler = (request: Request, company: Company, visibleFrom: number) => Answer;

/** The media type that a body must have. A request without a body, such as a reversal, needs no type. */
const mediaTypes: Readonly<Partial<Record<Route['method'], string>>> = {
  post: 'application/json',
  patch: 'application/json-patch+json',
};

/** The HTTP app: PowerOffice's token endpoint, gateway rules and operations, then the admin calls and the page. */
export function createApp(world: World, office: Office, stopped: AbortSignal): Express {
  const app = express();
  app.disable('x-powered-by');

  const endpoint = endpointsOf({
    clock: world.clock,
    log: world.log,
    failures: world.failures,
    failureAnswers,
    clientOf: (request) => world.tokens.clientKeyNamed(request.get('Authorization'), world.clock()),
    /** The gateway checks the subscription key, then the rate limit, then the armed failures, then the token. */
    refused(request, counted) {
      if (request.get('Ocp-Apim-Subscription-Key') !== world.keys.subscriptionKey) return wrongSubscription;
      return counted && !world.limit.passes(world.clock(), world.switches.requestsPerSecond) ? tooManyRequests : null;
    },
    stopped,
  });

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
  app.use('/sandbox', adminOf(world, office));
  app.get('/', (_request, response) => {
    response.type('html').send(pageOf([...world.companies.keys()].map((clientKey) => viewState(world, clientKey))));
  });
  return app;
}
