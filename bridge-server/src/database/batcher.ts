/** How requests are committed together. */
export interface Batching<Request, Answer> {
  /** Commits all of them or none; the answers in their order. */
  commit: (key: string, batch: readonly Request[]) => Promise<Answer[]>;
  /** Whether the request can be committed together with those. */
  fits: (request: Request, batch: readonly Request[]) => boolean;
  /** Whether one of a batch alone may be the cause of the fault: then each is tried by itself. */
  divides: (fault: unknown) => boolean;
}

interface Waiting<Request, Answer> {
  request: Request;
  done: (answer: Answer) => void;
  fail: (fault: unknown) => void;
}

/**
 * Commits together what arrives at one moment, or while a commit of the same key runs. Nobody waits for company: what is
 * there is committed at once, and only one commit of a key is under way, so that the key's rows are never fought over.
 */
export function createBatcher<Request, Answer>({
  commit,
  fits,
  divides,
}: Batching<Request, Answer>): (key: string, request: Request) => Promise<Answer> {
  type Entry = Waiting<Request, Answer>;
  const queues = new Map<string, Entry[]>();

  async function settle(key: string, batch: readonly Entry[]): Promise<void> {
    try {
      const answers = await commit(
        key,
        batch.map(({ request }) => request),
      );
      batch.forEach(({ done }, place) => done(answers[place] as Answer));
    } catch (fault) {
      if (batch.length > 1 && divides(fault)) for (const one of batch) await settle(key, [one]);
      else for (const { fail } of batch) fail(fault);
    }
  }

  function takeBatch(queue: Entry[]): Entry[] {
    const batch: Entry[] = [];
    for (const entry of queue.splice(0)) {
      (batch.length === 0 ||
      fits(
        entry.request,
        batch.map(({ request }) => request),
      )
        ? batch
        : queue
      ).push(entry);
    }
    return batch;
  }

  async function work(key: string, queue: Entry[]): Promise<void> {
    // Whatever else this turn of the event loop brings comes along.
    await new Promise(setImmediate);
    while (queue.length > 0) await settle(key, takeBatch(queue));
    queues.delete(key);
  }

  return (key, request) =>
    new Promise((done, fail) => {
      const entry = { request, done, fail };
      const running = queues.get(key);
      if (running) return void running.push(entry);
      const queue = [entry];
      queues.set(key, queue);
      void work(key, queue);
    });
}

/** Answers all who ask for the same at one moment, or while it is read, by one reading that began after they asked. */
export function createSharedReads<Asked, Answer>(
  read: (asked: Asked) => Promise<Answer>,
): (key: string, asked: Asked) => Promise<Answer> {
  return createBatcher<Asked, Answer>({
    fits: () => true,
    divides: () => false,
    commit: async (_key, batch) => {
      const [first] = batch;
      const answer = read(first as Asked);
      return Promise.all(batch.map(() => answer));
    },
  });
}
