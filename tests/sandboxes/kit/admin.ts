import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { Refusal } from './answer.ts';
import { FailureChances, FailureRule, type Failures } from './failures.ts';

/** What every sandbox offers to its tests besides the vendor's API. */
export interface Administered {
  readonly failures: Failures;
  /** Everything that a company holds; without a client key, the first company. */
  readonly state: (clientKey?: string) => unknown;
  /** Changes switches, if the sandbox has any; checks its argument. */
  readonly switches?: (change: unknown) => unknown;
  /** Puts everything back to how the sandbox started. */
  readonly reset: () => void;
  /** Further calls by their path, such as what people do in the vendor's own screens; each checks its body. */
  readonly actions?: Readonly<Record<string, (body: unknown) => unknown>>;
}

/** The sandbox's own calls, in plain JSON, for everything that does not run in the sandbox's process. */
export function adminRoutes({ failures, state, switches, reset, actions }: Administered): Router {
  const router = express.Router();
  const post = (path: string, action: (body: unknown) => unknown): void => {
    router.post(path, (request: Request, response: Response) => {
      response.json(action(request.body) ?? { done: true });
    });
  };
  router.use(express.json());
  router.get('/state', (request, response) => {
    response.json(state(z.string().optional().parse(request.query['clientKey'])));
  });
  post('/fail', (body) => failures.arm(FailureRule.parse(body)));
  post('/chances', (body) => failures.leaveToChance(FailureChances.parse(body)));
  router.delete('/fail', (_request, response) => {
    failures.clear();
    response.json({ done: true });
  });
  if (switches) post('/switches', switches);
  for (const [path, action] of Object.entries(actions ?? {})) post(path, action);
  post('/reset', () => reset());
  router.use((fault: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const message =
      fault instanceof z.ZodError ? z.prettifyError(fault) : fault instanceof Error ? fault.message : String(fault);
    response.status(fault instanceof Refusal ? fault.answer.status : 400).json({ error: message });
  });
  return router;
}
