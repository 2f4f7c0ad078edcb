/** A request as it arrives, before it is handled. */
export interface IncomingRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly correlation: string | null;
  /** The key of the company that makes the request; null if it names none. */
  readonly client: string | null;
  readonly body: string;
}

/** A request in the log. The status is null until the request is answered, and if the connection was cut. */
export interface LoggedRequest extends Omit<IncomingRequest, 'body'> {
  readonly at: string;
  status: number | null;
  failure: string | null;
}

/** A request and its answer, as text, for contract tests. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly requestBody: string;
  readonly status: number;
  readonly responseBody: string;
}

export type Listener = (request: IncomingRequest) => void | Promise<void>;

const keptExchanges = 2000;

/** The requests to a sandbox and its answers, and the listeners that want to know of requests. */
export class RequestLog {
  readonly #listeners = new Set<Listener>();
  #requests: LoggedRequest[] = [];
  #exchanges: Exchange[] = [];

  get requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** Logs the request, and calls the listeners and waits for them. */
  async arrived({ body, ...request }: IncomingRequest, at: number): Promise<LoggedRequest> {
    const entry: LoggedRequest = { ...request, at: new Date(at).toISOString(), status: null, failure: null };
    this.#requests.push(entry);
    for (const listener of this.#listeners) await listener({ ...request, body });
    return entry;
  }

  /** Keeps the newest exchanges only, so that a bench does not fill the memory with bodies. */
  remember(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    if (this.#exchanges.length > keptExchanges) this.#exchanges.shift();
  }

  /** Calls the listener for every request before it is handled. Returns a function that ends this. */
  onRequest(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  clear(): void {
    this.#requests = [];
    this.#exchanges = [];
  }
}
