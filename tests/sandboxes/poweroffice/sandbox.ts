import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Keys } from './auth.ts';
import type { FailureRule } from './failures.ts';
import type { CompanyOptions } from './seed.ts';
import { officeOf, type Office } from './office.ts';
import { createApp } from './server.ts';
import { viewState, type WholeState } from './state.ts';
import { Switches, World, type Exchange, type IncomingRequest, type SandboxOptions } from './world.ts';

export type { FailureMode, FailureRule } from './failures.ts';
export type { LineEdit, Office } from './office.ts';
export type {
  ContactPersonView,
  DeliveryAddressView,
  LedgerEntryView,
  LedgerState,
  VoucherView,
} from './ledger-state.ts';
export type {
  CompanyOptions,
  KnownReference,
  ProductGroupOptions,
  ProductOptions,
  SeriesOptions,
  VatCodeOptions,
} from './seed.ts';
export type { CustomerView, InvoiceView, LineView, OrderView, ProductView, SandboxState, WholeState } from './state.ts';
export type { Exchange, IncomingRequest, LoggedRequest, SandboxOptions, Switches } from './world.ts';
export { demoCompany } from './seed.ts';

/** What a test can do besides calling the API; the same as the calls under `/sandbox`. */
export interface Control {
  /** Arms a failure for the next matching requests. */
  fail(rule: FailureRule): void;
  clearFailures(): void;
  /** What a company holds; the first, when no client key is given. */
  state(clientKey?: string): WholeState;
  /** The newest requests and answers, bodies as text; requests that were cut are not among them. */
  exchanges(): readonly Exchange[];
  /** Turns switches; drafts that exist keep the amounts they have until they change. */
  switches(change: Partial<Switches>): void;
  readonly office: Office;
  /** Books as seeded, no failures, an empty log. Issued tokens stay valid. */
  reset(): void;
  /** Opens the books of another company: the demo company but for what is given. */
  addClient(options: Partial<CompanyOptions> & Pick<CompanyOptions, 'clientKey'>): void;
  /** Calls back for every request of the vendor's API before it is handled, and waits for it; returns how to stop. */
  onRequest(listener: (request: IncomingRequest) => void | Promise<void>): () => void;
}

export interface PowerOfficeSandbox {
  /** Origin, without a slash at the end: the token is at `/OAuth/Token`, the API under `/v2`. */
  readonly url: string;
  /** The keys of the first company. */
  readonly keys: Keys;
  readonly control: Control;
  /** Stops listening and destroys open connections. */
  close(): Promise<void>;
}

function controlOf(world: World): Control {
  return {
    fail: (rule) => world.failures.arm(rule),
    clearFailures: () => world.failures.clear(),
    state: (clientKey) => viewState(world, clientKey),
    exchanges: () => [...world.exchanges],
    switches: (change) => {
      world.switches = Switches.parse({ ...world.switches, ...change });
    },
    office: officeOf(world),
    reset: () => world.reset(),
    addClient: (options) => world.addClient(options),
    onRequest: (listener) => {
      world.listeners.add(listener);
      return () => void world.listeners.delete(listener);
    },
  };
}

/** Starts a sandbox of PowerOffice Go v2 on 127.0.0.1. Rejects when the port is taken. */
export async function startPowerOfficeSandbox(options: SandboxOptions = {}): Promise<PowerOfficeSandbox> {
  const world = new World(options);
  const control = controlOf(world);
  const stopping = new AbortController();
  const server = createServer(createApp(world, control.office, stopping.signal));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    keys: world.keys,
    control,
    close: () =>
      new Promise<void>((resolve, reject) => {
        stopping.abort();
        server.close((fault) => (fault ? reject(fault) : resolve()));
        server.closeAllConnections();
      }),
  };
}
