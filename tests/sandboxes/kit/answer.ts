/** An answer of a sandbox: a status, and a body if the vendor sends one. A body that is not text is written as JSON. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A refusal in the vendor's words. Code throws it when a request breaks a rule, and the server turns it into an answer.
 */
export class Refusal extends Error {
  readonly answer: Answer;
  constructor(answer: Answer, message: string) {
    super(message);
    this.answer = answer;
  }
}

/** The answer of the work, or of the refusal that it throws. */
export async function answered(work: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Refusal) return fault.answer;
    throw fault;
  }
}
