import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keepNames, readFolder, removeAnswer, writeSafely, type FolderAnswer } from '../office-folder/folder.ts';
import { documentOfFile, fileNameOf } from '../office-folder/names.ts';
import { ReasonPatience } from '../office-folder/reason-patience.ts';
import type { DocumentsClient } from './documents-client.ts';
import { FetcherMemory, type RememberedDocument } from './memory.ts';

/**
 * Fetches the documents of a connection into a folder at the office. It may be killed at any moment: no document is lost,
 * and none appears twice.
 *
 * A document is first written in the fetcher's own folder (`.kontor-fetch`). Then it is remembered. Then its file is
 * moved into the office's folder, by one step of the file system, so that it is either still here or there. Only then is
 * it acknowledged.
 */

/**
 * When a document is accepted: `written`, as soon as its file is safe in the folder; `moved`, when the office has moved
 * the file to `done`.
 */
export type AcceptedWhen = 'written' | 'moved';

export interface FetcherOptions {
  client: Pick<DocumentsClient, 'list' | 'fetch' | 'acknowledge'>;
  folder: string;
  acceptedWhen: AcceptedWhen;
  /** Tells people what happens. */
  say: (line: string) => void;
  stopping?: () => boolean;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface Fetcher {
  /** Takes the answers of the office, and fetches everything that is offered. Throws when the bridge does not answer. */
  poll(): Promise<void>;
  close(): Promise<void>;
}

/** What a document is called when no reason is given. The bridge wants one. */
const noReason = 'The office gave no reason.';

export async function openFetcher({
  client,
  folder,
  acceptedWhen,
  say,
  stopping = () => false,
  now = Date.now,
}: FetcherOptions): Promise<Fetcher> {
  const own = join(folder, '.kontor-fetch');
  for (const path of [own, join(folder, 'done'), join(folder, 'refused')]) await makeFolder(path);
  const memory = await FetcherMemory.open(join(own, 'documents.jsonl'));
  const reasons = new ReasonPatience();
  const notTaken = new Set<string>();

  /** Ends what a killed process has begun. */
  async function finishBegun(): Promise<void> {
    for (const name of await readdir(own)) {
      if (name.endsWith('.part')) await rm(join(own, name));
      if (documentOfFile(name) === null) continue;
      // What is not remembered is fetched again, with the same bytes.
      if (memory.findFile(name)?.outcome === 'written') await appear(name);
      else await rm(join(own, name));
    }
  }

  async function appear(name: string): Promise<void> {
    await rename(join(own, name), join(folder, name));
    await keepNames(folder);
    say(`Wrote ${name}.`);
  }

  async function write(document: RememberedDocument, bytes: Uint8Array): Promise<void> {
    const { name } = document;
    const part = join(own, `${name}.part`);
    await rm(part, { force: true });
    await writeSafely(part, bytes);
    await rename(part, join(own, name));
    await keepNames(own);
    await memory.remember(document);
    await appear(name);
  }

  async function accept(document: RememberedDocument): Promise<void> {
    const isTaken = await client.acknowledge(document.document, { outcome: 'accepted' });
    if (!isTaken) return say(`The bridge does not wait for ${document.name} any more.`);
    await memory.remember({ ...document, outcome: 'accepted' });
    say(`Accepted ${document.name}.`);
  }

  async function take({ document: number, key, kind }: { document: number; key: string; kind: string }): Promise<void> {
    const fetched = await client.fetch(number);
    // The order has changed since the list was made.
    if (!fetched) return;
    const { bytes, mediaType } = fetched;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const known = memory.find(key);
    if (known && known.outcome !== 'refused') {
      if (known.sha256 !== sha256)
        say(`The bridge offers ${key} again with other content. The first file counts; compare the order in the shop.`);
      if (acceptedWhen === 'written' || known.outcome === 'accepted') await accept({ ...known, document: number });
      else if (known.document !== number) await memory.remember({ ...known, document: number });
      return;
    }
    const name = fileNameOf({ id: number, key, mediaType });
    const document: RememberedDocument = { key, name, document: number, sha256, outcome: 'written' };
    say(`Fetched ${key} (${kind}).`);
    await write(document, bytes);
    if (acceptedWhen === 'written') await accept(document);
  }

  async function takeAnswers(): Promise<void> {
    const { answers } = await readFolder(folder);
    for (const answer of answers) {
      // The office may keep what it has done as it likes: the bridge knows already.
      if (acceptedWhen === 'written' && answer.kind === 'accepted') continue;
      if (reasons.isWaiting(answer, now()) || notTaken.has(`${answer.kind}/${answer.name}`)) continue;
      await takeAnswer(answer);
    }
  }

  async function takeAnswer(answer: FolderAnswer): Promise<void> {
    const { kind, name } = answer;
    const document = memory.findFile(name);
    const word =
      answer.kind === 'accepted'
        ? { outcome: answer.kind }
        : { outcome: answer.kind, reason: answer.cause ?? noReason };
    if (!document || !(await client.acknowledge(document.document, word))) {
      notTaken.add(`${kind}/${name}`);
      say(`The bridge does not wait for an answer to ${name}, so the file stays in the folder. Look at the order.`);
      return;
    }
    await memory.remember({ ...document, outcome: kind });
    await removeAnswer(folder, answer);
    reasons.forget(answer);
    say(answer.kind === 'accepted' ? `Accepted ${name}.` : `Refused ${name}: ${answer.cause ?? noReason}`);
  }

  return {
    async poll() {
      await finishBegun();
      await takeAnswers();
      let isMore = true;
      while (isMore && !stopping()) {
        const { documents, more } = await client.list();
        for (const document of documents) {
          if (stopping()) return;
          await take(document);
        }
        isMore = more;
      }
    },
    close: () => memory.close(),
  };
}

/** The folder of the office itself is never made: it may be on a network drive that is not connected. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
  });
}
