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

/** The actions of a test besides calls of the API; the calls under `/sandbox` do the same. */
export interface Control {
  /** Arms a failure for the next matching requests. */
  fail(rule: FailureRule): void;
  clearFailures(): void;
  /** The data of the company with that client key; by default, of the first company. */
  state(clientKey?: string): WholeState;
  /** The newest requests and answers, with their bodies as text. Requests whose connection was cut are missing. */
  exchanges(): readonly Exchange[];
  /** Changes switches. An existing draft keeps its amounts until the draft changes. */
  switches(change: Partial<Switches>): void;
  readonly office: Office;
  /** Restores the seeded books and clears the failures and the log. Issued tokens stay valid. */
  reset(): void;
  /** Opens the books of another company: the demo company with the given options. */
  addClient(options: Partial<CompanyOptions> & Pick<CompanyOptions, 'clientKey'>): void;
  /**
   * Calls the listener before each request of the API is handled, and waits for it; returns a function that stops it.
   */
  onRequest(listener: Listener): () => void;
}

/** A running sandbox. It issues tokens at `/OAuth/Token` and serves the API under `/v2`. */
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

/** Starts a sandbox of PowerOffice Go v2 on 127.0.0.1. Rejects when the port is in use. */
export async function startPowerOfficeSandbox(options: SandboxOptions = {}): Promise<PowerOfficeSandbox> {
  const world = new World(options);
  const control = controlOf(world);
  const stopping = new AbortController();
  const listening = await listen(createApp(world, control.office, stopping.signal), options.port ?? 0, stopping);
  return { ...listening, keys: world.keys, control };
}
