import { z } from 'zod';
import { Tokens, type Keys } from './auth.ts';
import { Failures } from '../kit/failures.ts';
import { RateLimit } from '../kit/limits.ts';
import { RequestLog } from '../kit/log.ts';
import { demoCompany, type CompanyOptions } from './seed.ts';
import { openCompany } from './opening.ts';
import type { Company } from './store.ts';

/** What a test may turn while the sandbox runs. */
export const Switches = z.strictObject({
  prices: z.enum(['net', 'gross']),
  rounding: z.enum(['line', 'rate', 'order']),
  /** Null lifts the limit. */
  requestsPerSecond: z.int().min(1).nullable(),
  tokenLifeSeconds: z.int().min(1),
  /** Client keys whose extension is not set active at the vendor: they get no token, and the tokens they have open nothing. */
  inactive: z.array(z.string()),
});
export type Switches = z.infer<typeof Switches>;

export interface SandboxOptions extends Partial<Switches> {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly applicationKey?: string;
  readonly subscriptionKey?: string;
  /** Each may name only what differs from the demo company; without any, there is the demo company alone. */
  readonly clients?: readonly Partial<CompanyOptions>[];
  /** The first number of the vendor's 64-bit ids, as text: beyond 2^53 it shows who rounds them. */
  readonly firstId?: string;
  /** Milliseconds since 1970; tests may turn the hands. */
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

/** Everything the sandbox knows. */
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

  /** Back to the start: books as seeded, switches as given, no failures, an empty log. Issued tokens stay valid. */
  reset(): void {
    const { clients = [{}], firstId = defaultFirstId, clock: _clock, ...given } = this.#options;
    const companies = clients.map((client) =>
      openCompany({ ...demoCompany, ...client }, BigInt(firstId), this.clock()),
    );
    this.companies = new Map(companies.map((company) => [company.options.clientKey, company]));
    this.switches = Switches.parse({
      prices: given.prices ?? defaults.prices,
      rounding: given.rounding ?? defaults.rounding,
      requestsPerSecond: given.requestsPerSecond === undefined ? defaults.requestsPerSecond : given.requestsPerSecond,
      tokenLifeSeconds: given.tokenLifeSeconds ?? defaults.tokenLifeSeconds,
      inactive: given.inactive ?? defaults.inactive,
    });
    this.log.clear();
    this.failures.clear();
    this.limit.reset();
  }

  /** Opens the books of another company. Throws where another company has that key. */
  addClient(options: Partial<CompanyOptions> & Pick<CompanyOptions, 'clientKey'>): void {
    const { clientKey } = options;
    if (this.companies.has(clientKey)) throw new Error(`There is a client with the key '${clientKey}' already.`);
    const firstId = BigInt(this.#options.firstId ?? defaultFirstId);
    this.companies.set(clientKey, openCompany({ ...demoCompany, ...options }, firstId, this.clock()));
  }

  /** The company of a client key, the first one when none is named. Throws on an unknown key. */
  company(clientKey = this.keys.clientKey): Company {
    const company = this.companies.get(clientKey);
    if (!company) throw new Error(`There is no client with the key '${clientKey}'.`);
    return company;
  }
}
