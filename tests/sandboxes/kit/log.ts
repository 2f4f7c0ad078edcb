/** A request as it arrives, before anything is done about it. */
export interface IncomingRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly correlation: string | null;
  /** Whose request it is: the key of its company, null where it names none. */
  readonly client: string | null;
  readonly body: string;
}

/** A request in the log; the status is null while it is being answered and when the connection was cut. */
export interface LoggedRequest extends Omit<IncomingRequest, 'body'> {
  readonly at: string;
  status: number | null;
  failure: string | null;
}

/** A request and the answer that went out, as text; what contract tests look at. */
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

/** What was asked of a sandbox and what it answered, and who wants to hear of it. */
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

  /** Writes the request down and tells the listeners, for whom it waits. */
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

  /** Calls back for every request before it is handled; returns how to stop. */
  onRequest(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  clear(): void {
    this.#requests = [];
    this.#exchanges = [];
  }
}
