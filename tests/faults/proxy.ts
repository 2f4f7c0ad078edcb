import { connect, createServer, type Server, type Socket } from 'node:net';

/** How a line is held up for a while. */
export interface Stall {
  /** Which bytes are held: those of requests, those of answers, or both. */
  direction: 'asking' | 'answering' | 'both';
  /**
   * `late`: held bytes arrive in the end, even if nobody waits for them any more. `lost`: they never do, and the
   * connection ends.
   */
  ends: 'late' | 'lost';
  /** The stall ends when this promise resolves. */
  over: Promise<unknown>;
  /** Decides for each connection, old or new, whether it is held up. */
  hits: () => boolean;
}

/** A TCP line that can be held up without either side noticing, as a broken network leaves connections half-open. */
export interface Line {
  readonly port: number;
  /** How often the line was held up so far. */
  readonly stalls: number;
  /** How many bytes are held up now. */
  readonly held: number;
  /** Holds up connections, new ones too, and resolves when the stall is over. */
  stall(stall: Stall): Promise<void>;
  close(): Promise<void>;
}

/** One direction of a connection: it passes bytes and their end on, and holds both back while the line is stalled. */
class Way {
  readonly #from: Socket;
  readonly #to: Socket;
  #held: Buffer[] | null = null;
  #ended = false;

  constructor(from: Socket, to: Socket) {
    this.#from = from;
    this.#to = to;
    from.on('data', (bytes: Buffer) => {
      if (this.#held) this.#held.push(bytes);
      else if (to.writable) to.write(bytes);
    });
    // A reset and an orderly end are passed on in the same way, but not while the line is held up.
    const end = () => {
      this.#ended = true;
      if (!this.#held) this.#pass();
    };
    from.on('end', end);
    from.on('close', end);
    from.on('error', () => undefined);
  }

  get held(): number {
    return (this.#held ?? []).reduce((sum, bytes) => sum + bytes.length, 0);
  }

  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const bytes of held) if (this.#to.writable) this.#to.write(bytes);
    if (this.#ended) this.#pass();
  }

  cut(): void {
    this.#held = null;
    this.#from.destroy();
    this.#to.destroy();
  }

  #pass(): void {
    this.#to.end();
    // The side that reset the connection receives nothing more anyway.
    if (this.#from.destroyed) setTimeout(() => this.#to.destroy(), 1000).unref();
  }
}

/** Opens a line from a port of this machine (0: any free one) to the target's port. */
export async function openLine(target: number, port = 0): Promise<Line> {
  const pairs = new Set<{ asking: Way; answering: Way }>();
  let stalling: Stall | null = null;
  let stalls = 0;
  const held = new Set<{ asking: Way; answering: Way }>();
  const holdUp = (pair: { asking: Way; answering: Way }, { direction, hits }: Stall): void => {
    if (!hits()) return;
    held.add(pair);
    const { asking, answering } = pair;
    if (direction !== 'answering') asking.hold();
    if (direction !== 'asking') answering.hold();
  };
  const server: Server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    const pair = { asking: new Way(client, upstream), answering: new Way(upstream, client) };
    pairs.add(pair);
    // Nobody listens at the target's port, so the client is turned away as the target itself would do it.
    upstream.once('error', () => {
      if (!stalling) client.resetAndDestroy();
    });
    client.once('close', () => {
      if (upstream.destroyed) pairs.delete(pair);
    });
    upstream.once('close', () => {
      if (client.destroyed) pairs.delete(pair);
    });
    if (stalling) holdUp(pair, stalling);
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  const bound = server.address();
  return {
    port: bound && typeof bound === 'object' ? bound.port : port,
    get stalls() {
      return stalls;
    },
    get held() {
      return [...held].reduce((sum, { asking, answering }) => sum + asking.held + answering.held, 0);
    },
    async stall(stall) {
      stalling = stall;
      stalls += 1;
      for (const pair of pairs) holdUp(pair, stall);
      await stall.over;
      stalling = null;
      for (const { asking, answering } of held) {
        if (stall.ends === 'late') {
          asking.release();
          answering.release();
        } else {
          asking.cut();
          answering.cut();
        }
      }
      held.clear();
    },
    close: () =>
      new Promise((done) => {
        for (const { asking, answering } of pairs) {
          asking.cut();
          answering.cut();
        }
        server.close(() => done());
      }),
  };
}
