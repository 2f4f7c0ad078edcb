import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { FailureChances, FailureRule } from './failures.ts';
import { LineEdit, type Office } from './office.ts';
import { Refusal } from './refusal.ts';
import { viewState } from './state.ts';
import { Switches, type World } from './world.ts';

const Invoicing = z.strictObject({ orderId: z.string(), voucherDate: z.iso.date().optional() });
const Deleting = z.strictObject({ orderId: z.string() });
const Archiving = z.strictObject({ code: z.string(), clientKey: z.string().optional() });
const Locking = z.strictObject({ date: z.iso.date().nullable(), clientKey: z.string().optional() });
const Receiving = z.strictObject({ organizationNumbers: z.array(z.string()), clientKey: z.string().optional() });

/** The sandbox's own calls, in plain JSON: what a test does through `control`, anything else does here. */
export function adminRoutes(world: World, office: Office): Router {
  const router = express.Router();
  const post = (path: string, action: (body: unknown) => unknown): void => {
    router.post(path, (request: Request, response: Response) => {
      response.json(action(request.body) ?? { done: true });
    });
  };
  router.use(express.json());
  router.get('/state', (request, response) => {
    response.json(viewState(world, z.string().optional().parse(request.query['clientKey'])));
  });
  post('/fail', (body) => world.failures.arm(FailureRule.parse(body)));
  post('/chances', (body) => world.failures.leaveToChance(FailureChances.parse(body)));
  router.delete('/fail', (_request, response) => {
    world.failures.clear();
    response.json({ done: true });
  });
  post('/switches', (body) => (world.switches = { ...world.switches, ...definedOnly(Switches.partial().parse(body)) }));
  post('/office/invoice', (body) => {
    const { orderId, voucherDate } = Invoicing.parse(body);
    return office.invoice(orderId, voucherDate);
  });
  post('/office/delete', (body) => office.deleteDraft(Deleting.parse(body).orderId));
  post('/office/edit', (body) => office.editLine(LineEdit.parse(body)));
  post('/office/archive', (body) => {
    const { code, clientKey } = Archiving.parse(body);
    office.archiveProduct(code, clientKey);
  });
  post('/office/lock', (body) => {
    const { date, clientKey } = Locking.parse(body);
    office.setLockDate(date, clientKey);
  });
  post('/office/elma', (body) => {
    const { organizationNumbers, clientKey } = Receiving.parse(body);
    office.setElma(organizationNumbers, clientKey);
  });
  post('/reset', () => world.reset());
  router.use((fault: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const message =
      fault instanceof z.ZodError ? z.prettifyError(fault) : fault instanceof Error ? fault.message : String(fault);
    response.status(fault instanceof Refusal ? fault.answer.status : 400).json({ error: message });
  });
  return router;
}

/** Drops what a request left out, so that it does not overwrite what is set. */
const definedOnly = (change: { [K in keyof Switches]?: Switches[K] | undefined }): Partial<Switches> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
