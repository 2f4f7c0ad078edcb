import { z } from 'zod';
import { Tokens, type Keys } from './auth.ts';
import { Failures } from '../kit/failures.ts';
import { RateLimit } from '../kit/limits.ts';
import { RequestLog } from '../kit/log.ts';
import { demoCompany, type CompanyOptions } from './seed.ts';
import { openCompany } from './opening.ts';
import type { Company } from './store.ts';

/** The switches that a test may change while the sandbox runs. */
export const Switches = z.strictObject({
  prices: z.enum(['net', 'gross']),
  rounding: z.enum(['line', 'rate', 'order']),
  /** Null lifts the limit. */
  requestsPerSecond: z.int().min(1).nullable(),
  tokenLifeSeconds: z.int().min(1),
  /** Client keys whose extension is inactive at PowerOffice: they get no token, and their tokens are refused. */
  inactive: z.array(z.string()),
});
export type Switches = z.infer<typeof Switches>;

export interface SandboxOptions extends Partial<Switches> {
  /** The port; 0, the default, means any free port. */
  readonly port?: number;
  readonly applicationKey?: string;
  readonly subscriptionKey?: string;
  /** The companies, each with its differences from the demo company; by default only the demo company. */
  readonly clients?: readonly Partial<CompanyOptions>[];
  /** The first of PowerOffice's 64-bit ids, as text. With ids beyond 2^53 a test shows that nobody rounds them. */
  readonly firstId?: string;
  /** The time in milliseconds since 1970; a test may set it. */
  readonly clock?: () => number;
}

const defaults: Switches = {
  prices: 'net',
  rounding: 'line',
  requestsPerSecond: 10,
  tokenLifeSeconds: 1200,
  inactive: [],
};
const defaultFirstId = '7000001';

/** The whole state of a sandbox: its companies, tokens, switches, failures and log. */
export class World {
  readonly keys: Keys;
  readonly clock: () => number;
  readonly tokens = new Tokens();
  readonly limit = new RateLimit();
  readonly failures = new Failures('^/v2/');
  readonly log = new RequestLog();
  readonly #options: SandboxOptions;
  companies = new Map<string, Company>();
  switches: Switches = defaults;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.clock = options.clock ?? Date.now;
    this.reset();
    this.keys = {
      applicationKey: options.applicationKey ?? 'sandbox-application-key',
      subscriptionKey: options.subscriptionKey ?? 'sandbox-subscription-key',
      clientKey: [...this.companies.keys()][0] ?? demoCompany.clientKey,
    };
  }

  /** Restores the seeded books and the initial switches, and clears failures and log. Issued tokens stay valid. */
  reset(): void {
    const { clients = [{}], firstId = defaultFirstId, clock: _clock, ...initial } = this.#options;
    const companies = clients.map((client) =>
      openCompany({ ...demoCompany, ...client }, BigInt(firstId), this.clock()),
    );
    this.companies = new Map(companies.map((company) => [company.options.clientKey, company]));
    this.switches = Switches.parse({
      prices: initial.prices ?? defaults.prices,
      rounding: initial.rounding ?? defaults.rounding,
      requestsPerSecond:
        initial.requestsPerSecond === undefined ? defaults.requestsPerSecond : initial.requestsPerSecond,
      tokenLifeSeconds: initial.tokenLifeSeconds ?? defaults.tokenLifeSeconds,
      inactive: initial.inactive ?? defaults.inactive,
    });
    this.log.clear();
    this.failures.clear();
    this.limit.reset();
  }

  /** Opens the books of another company. Throws when another company has that key. */
  addClient(options: Partial<CompanyOptions> & Pick<CompanyOptions, 'clientKey'>): void {
    const { clientKey } = options;
    if (this.companies.has(clientKey)) throw new Error(`There is a client with the key '${clientKey}' already.`);
    const firstId = BigInt(this.#options.firstId ?? defaultFirstId);
    this.companies.set(clientKey, openCompany({ ...demoCompany, ...options }, firstId, this.clock()));
  }

  /** The company of a client key; by default the first company. Throws for an unknown key. */
  company(clientKey = this.keys.clientKey): Company {
    const company = this.companies.get(clientKey);
    if (!company) throw new Error(`There is no client with the key '${clientKey}'.`);
    return company;
  }
}
