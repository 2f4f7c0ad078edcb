import { acknowledgementAnswer, offeredDocuments, type OfferedDocuments } from '@kontor/shared/api/handover';
import { problemText } from '@kontor/shared/problem';
import type { z } from 'zod';
import type { acknowledgementBody } from '@kontor/shared/api/handover';

/** What the office says of a document. */
export type OfficeWord = z.input<typeof acknowledgementBody>;

/** The bridge refused a request, or did not answer it. The message says it in words. */
export class NoAnswer extends Error {
  /** The HTTP status; null: there was no answer. */
  readonly status: number | null;
  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }
}

/** How long one request may take, in milliseconds. */
const patience = 60_000;

/** Asks the bridge for the documents of one connection. */
export class DocumentsClient {
  readonly #documents: string;
  readonly #key: string;

  /** `documents`: the address of the documents. */
  constructor({ documents, key }: { documents: string; key: string }) {
    this.#documents = documents;
    this.#key = key;
  }

  async list(): Promise<OfferedDocuments> {
    return offeredDocuments.parse(await (await this.#ask('')).json());
  }

  /** The document with its type; null: it is not offered any more. */
  async fetch(document: number): Promise<{ bytes: Uint8Array; mediaType: string } | null> {
    const answer = await this.#ask(`/${document}`).catch(nothingAt(404));
    if (!answer) return null;
    return {
      bytes: new Uint8Array(await answer.arrayBuffer()),
      mediaType: answer.headers.get('content-type') ?? 'application/xml',
    };
  }

  /** False: the bridge does not wait for the word any more. */
  async acknowledge(document: number, word: OfficeWord): Promise<boolean> {
    const answer = await this.#ask(`/${document}/acknowledgement`, word).catch(nothingAt(404, 409));
    if (!answer) return false;
    acknowledgementAnswer.parse(await answer.json());
    return true;
  }

  async #ask(path: string, body?: OfficeWord): Promise<Response> {
    const answer = await fetch(this.#documents + path, {
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      // The key goes to this address and to no other.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    }).catch((fault: unknown) => {
      throw new NoAnswer(`The bridge does not answer: ${wordsOf(fault)}`, null);
    });
    if (answer.ok) return answer;
    const said = problemText.safeParse(await answer.json().catch(() => null)).data;
    const words = said ? `${said.code}: ${said.cause} ${said.remedy}` : `status ${answer.status}`;
    throw new NoAnswer(`The bridge refuses the request. ${words}`, answer.status);
  }
}

const nothingAt =
  (...statuses: readonly number[]) =>
  (fault: unknown): null => {
    if (fault instanceof NoAnswer && fault.status !== null && statuses.includes(fault.status)) return null;
    throw fault;
  };

function wordsOf(fault: unknown): string {
  const { cause, message } = fault as { cause?: { code?: unknown; message?: unknown }; message?: unknown };
  return String(cause?.code ?? cause?.message ?? message);
}
