import type { FailureRule } from '../kit/failures.ts';
import type { Exchange, Listener } from '../kit/log.ts';
import { listen, type Listening } from '../kit/server.ts';
import type { Keys } from './auth.ts';
import type { CompanyOptions } from './seed.ts';
import { officeOf, type Office } from './office.ts';
import { createApp } from './server.ts';
import { viewState, type WholeState } from './state.ts';
import { Switches, World, type SandboxOptions } from './world.ts';

export type { FailureMode, FailureRule } from '../kit/failures.ts';
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
export type { SandboxOptions, Switches } from './world.ts';
export type { Exchange, IncomingRequest, LoggedRequest } from '../kit/log.ts';
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
  onRequest(listener: Listener): () => void;
}

/** The token is at `/OAuth/Token`, the API under `/v2`. */
export interface PowerOfficeSandbox extends Listening {
  /** The keys of the first company. */
  readonly keys: Keys;
  readonly control: Control;
}

function controlOf(world: World): Control {
  return {
    fail: (rule) => world.failures.arm(rule),
    clearFailures: () => world.failures.clear(),
    state: (clientKey) => viewState(world, clientKey),
    exchanges: () => [...world.log.exchanges],
    switches: (change) => {
      world.switches = Switches.parse({ ...world.switches, ...change });
    },
    office: officeOf(world),
    reset: () => world.reset(),
    addClient: (options) => world.addClient(options),
    onRequest: (listener) => world.log.onRequest(listener),
  };
}

/** Starts a sandbox of PowerOffice Go v2 on 127.0.0.1. Rejects when the port is taken. */
export async function startPowerOfficeSandbox(options: SandboxOptions = {}): Promise<PowerOfficeSandbox> {
  const world = new World(options);
  const control = controlOf(world);
  const stopping = new AbortController();
  const listening = await listen(createApp(world, control.office, stopping.signal), options.port ?? 0, stopping);
  return { ...listening, keys: world.keys, control };
}
