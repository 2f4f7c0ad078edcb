import express from 'express';
import { adminRoutes } from '../kit/admin.ts';
import { Failures } from '../kit/failures.ts';
import { page, safe, table } from '../kit/page.ts';
import { listen } from '../kit/server.ts';
import { officeHabits, TestOffice, type BridgeAccess, type OfficeHabits } from './office.ts';

export interface MmorthosoftSandbox {
  /** Where the page lists what the office holds. */
  readonly url: string;
  readonly office: TestOffice;
  close(): Promise<void>;
}

/** Starts a test office on 127.0.0.1 (port 0: any free one). It fetches when `office.poll()` is called. */
export async function startMmorthosoftSandbox({
  port = 0,
  bridge,
}: {
  port?: number;
  bridge: BridgeAccess;
}): Promise<MmorthosoftSandbox> {
  const office = new TestOffice(bridge);
  const stopping = new AbortController();
  const app = express();
  const routes = adminRoutes({
    failures: new Failures('^/'),
    state: () => ({
      accepted: office.accepted.map(({ bytes, ...held }) => ({ ...held, xml: bytes.toString('utf8') })),
      problems: office.problems,
    }),
    switches: (change): OfficeHabits => (office.habits = officeHabits.parse(change)),
    reset: () => office.forgetAll(),
  });
  app.use('/sandbox', routes);
  app.get('/', (_request, response) => {
    const rows = office.accepted.map(({ key, kind, concerns, number, customer, gross }) =>
      [number, kind, customer, gross, key, concerns].map(safe),
    );
    const heads = ['Order', 'Kind', 'Customer', 'Total', 'Key', 'Concerns'];
    const problems = office.problems.map((problem) => [safe(problem)]);
    const tables = [table(heads, rows), '<h2>What broke a rule</h2>', table(['Problem'], problems)];
    response.send(page({ product: 'mmOrthosoft', vendor: 'mmOrthosoft' }, { requests: 0, refusals: 0 }, tables));
  });
  return { ...(await listen(app, port, stopping)), office };
}
