import { hash } from 'node:crypto';
import { fileLimitBytes, filesPerOrder } from '@kontor/shared/api/files';
import {
  acknowledgementAnswer,
  attachmentsHeader,
  offeredDocuments,
  readAttachmentsHeader,
  type OfferedDocuments,
} from '@kontor/shared/api/handover';
import { problemText } from '@kontor/shared/problem';
import type { z } from 'zod';
import type { acknowledgementBody } from '@kontor/shared/api/handover';
import type { AttachedFile } from '../office-folder/attachments.ts';

/** What the office says of a document. */
export type OfficeWord = z.input<typeof acknowledgementBody>;

/** A document as it was fetched. `attachments`: the SHA-256 of each. */
export interface ReceivedDocument {
  bytes: Uint8Array;
  mediaType: string;
  attachments: readonly string[];
}

/** The bridge refused a request, or did not answer it. The message says it in words. */
export class NoAnswer extends Error {
  /** The HTTP status; null: there was no answer. */
  readonly status: number | null;
  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }
}

/** How long one request may take, in milliseconds. An attachment may be large, and the line slow. */
const patience = 60_000;
const attachmentPatience = 600_000;

/** The largest answer that is read, in bytes: a document, and a list or a refusal. No honest one comes near. */
const largestDocument = 32 * 1024 * 1024;
const largestList = 4 * 1024 * 1024;

/** Asks the bridge for the documents of one connection. However much it answers, only so much is read. */
export class DocumentsClient {
  readonly #documents: string;
  readonly #key: string;

  /** `documents`: the address of the documents. */
  constructor({ documents, key }: { documents: string; key: string }) {
    this.#documents = documents;
    this.#key = key;
  }

  async list(): Promise<OfferedDocuments> {
    return agreed(offeredDocuments, await this.#ask(''));
  }

  /** The document; null: it is not offered any more. */
  async fetch(document: number): Promise<ReceivedDocument | null> {
    const answer = await this.#ask(`/${document}`).catch(nothingAt(404));
    if (!answer) return null;
    const attachments = readAttachmentsHeader(answer.headers.get(attachmentsHeader));
    if (!attachments)
      throw new NoAnswer(`The bridge does not name the attachments as agreed: at most ${filesPerOrder} SHA-256.`, 200);
    return {
      bytes: await bytesOf(answer, largestDocument),
      mediaType: answer.headers.get('content-type') ?? 'application/xml',
      attachments,
    };
  }

  /** An attachment of a fetched document, whose bytes are those of the SHA-256. */
  async fetchAttachment(document: number, sha256: string): Promise<AttachedFile> {
    const answer = await this.#ask(`/${document}/attachments/${sha256}`, undefined, attachmentPatience);
    const bytes = await bytesOf(answer, fileLimitBytes);
    if (hash('sha256', bytes, 'hex') !== sha256)
      throw new NoAnswer('Its bytes are not those that its SHA-256 promises.', answer.status);
    const [mediaType = ''] = (answer.headers.get('content-type') ?? '').split(';');
    return { sha256, mediaType: mediaType.trim(), bytes };
  }

  /** False: the bridge does not wait for the word any more. */
  async acknowledge(document: number, word: OfficeWord): Promise<boolean> {
    const answer = await this.#ask(`/${document}/acknowledgement`, word).catch(nothingAt(404, 409));
    if (!answer) return false;
    await agreed(acknowledgementAnswer, answer);
    return true;
  }

  async #ask(path: string, body?: OfficeWord, milliseconds = patience): Promise<Response> {
    const answer = await fetch(this.#documents + path, {
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      // The key goes to this address and to no other.
      redirect: 'error',
      signal: AbortSignal.timeout(milliseconds),
    }).catch(unanswered);
    if (answer.ok) return answer;
    const said = problemText.safeParse(await jsonOf(answer)).data;
    const words = said ? `${said.code}: ${said.cause} ${said.remedy}` : `status ${answer.status}`;
    throw new NoAnswer(`The bridge refuses the request. ${words}`, answer.status);
  }
}

/** The JSON of an answer; null where it has none. */
async function jsonOf(answer: Response): Promise<unknown> {
  const bytes = await bytesOf(answer, largestList);
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

/** The answer as the bridge and the office have agreed upon it. */
async function agreed<S extends z.ZodType>(shape: S, answer: Response): Promise<z.output<S>> {
  const { data } = shape.safeParse(await jsonOf(answer));
  if (data === undefined) throw new NoAnswer('The bridge does not answer as agreed.', answer.status);
  return data;
}

/** The body of an answer. `limit`: how many bytes it may have; no more of it are read. */
async function bytesOf(answer: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body = (answer.body ?? []) as AsyncIterable<Uint8Array>;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch (fault) {
    unanswered(fault);
  }
  if (size > limit) throw new NoAnswer(`It is larger than ${limit / 1024 / 1024} MB.`, answer.status);
  return Buffer.concat(chunks);
}

function unanswered(fault: unknown): never {
  throw new NoAnswer(`The bridge does not answer: ${wordsOf(fault)}`, null);
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
