/** What a sandbox answers: a status, and a body unless the vendor sends none. A body that is no text is written as JSON. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal in the vendor's words, thrown from wherever a rule is broken; the server turns it into an answer. */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(answer: Answer, message: string) {
    super(message);
    this.answer = answer;
  }
}

/** What the work answers, refusals included. */
export function answered(work: () => Answer): Answer {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof Refusal) return fault.answer;
    throw fault;
  }
}
