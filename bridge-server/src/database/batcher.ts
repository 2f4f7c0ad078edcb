/** How requests are batched. */
export interface Batching<Request, Answer> {
  /** Commits the whole batch or nothing of it. The answers stand in the order of the requests. */
  commit: (key: string, batch: readonly Request[]) => Promise<Answer[]>;
  /** Whether the request may join the batch. */
  fits: (request: Request, batch: readonly Request[]) => boolean;
  /** Whether a single request may have caused the fault. Each request of the batch is then tried by itself. */
  divides: (fault: unknown) => boolean;
}

interface Waiting<Request, Answer> {
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (fault: unknown) => void;
}

/**
 * Batches the requests of one key that arrive in one turn of the event loop, or while a commit of that key runs. No
 * request waits for others to come: the batcher commits at once whatever is there. A key has one commit at a time, so
 * two commits never compete for the key's rows.
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
      const answers = await commit(key, requestsOf(batch));
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (fault) {
      if (batch.length > 1 && divides(fault)) for (const entry of batch) await settle(key, [entry]);
      else for (const { reject } of batch) reject(fault);
    }
  }

  function takeBatch(queue: Entry[]): Entry[] {
    const batch: Entry[] = [];
    for (const entry of queue.splice(0)) {
      const joins = batch.length === 0 || fits(entry.request, requestsOf(batch));
      (joins ? batch : queue).push(entry);
    }
    return batch;
  }

  async function work(key: string, queue: Entry[]): Promise<void> {
    // Requests that the rest of this turn of the event loop brings join the first batch.
    await new Promise(setImmediate);
    while (queue.length > 0) await settle(key, takeBatch(queue));
    queues.delete(key);
  }

  return (key, request) =>
    new Promise((resolve, reject) => {
      const entry = { request, resolve, reject };
      const running = queues.get(key);
      if (running) return void running.push(entry);
      const queue = [entry];
      queues.set(key, queue);
      void work(key, queue);
    });
}

const requestsOf = <Request>(batch: readonly { request: Request }[]): Request[] => batch.map(({ request }) => request);

/** Answers callers who ask the same question at the same time by one read, which begins after all of them asked. */
export function createSharedReads<Question, Answer>(
  read: (question: Question) => Promise<Answer>,
): (key: string, question: Question) => Promise<Answer> {
  return createBatcher<Question, Answer>({
    fits: () => true,
    divides: () => false,
    commit: async (_key, batch) => {
      const [first] = batch;
      const answer = read(first as Question);
      return Promise.all(batch.map(() => answer));
    },
  });
}
