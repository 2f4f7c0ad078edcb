import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { AttachedFile } from '../office-folder/attachments.ts';
import { inFolder } from '../office-folder/fault.ts';
import { readFolder, removeAnswer, type FolderAnswer } from '../office-folder/folder.ts';
import { fileNameOf } from '../office-folder/names.ts';
import { ReasonPatience } from '../office-folder/reason-patience.ts';
import { NoAnswer, type DocumentsClient, type ReceivedDocument } from './documents-client.ts';
import { FetcherMemory, type RememberedDocument } from './memory.ts';
import { OwnFolder } from './own-folder.ts';

/**
 * Fetches the documents of a connection into a folder at the office. It may be killed at any moment: no document is lost,
 * and none appears twice.
 *
 * A document is first written in the fetcher's own folder (`.kontor-fetch`), with its attachments. Then it is remembered.
 * Then the attachments and the file are moved into the office's folder, each by one step of the file system, so that it
 * is either still here or there. Only then is the document acknowledged.
 */

/**
 * When a document is accepted: `written`, as soon as its file is safe in the folder; `moved`, when the office has moved
 * the file to `done`.
 */
export type AcceptedWhen = 'written' | 'moved';

export interface FetcherOptions {
  client: Pick<DocumentsClient, 'list' | 'fetch' | 'fetchAttachment' | 'acknowledge'>;
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
  const own = await OwnFolder.open(folder);
  const memory = await inFolder(own.path, () => FetcherMemory.open(join(own.path, 'documents.jsonl')));
  const remember = (document: RememberedDocument) => inFolder(own.path, () => memory.remember(document));
  const reasons = new ReasonPatience();
  const notTaken = new Set<string>();

  /** Ends what a killed process has begun. What it does not remember is fetched again, with the same bytes. */
  async function finishBegun(): Promise<void> {
    for (const name of await own.clear((name) => memory.findFile(name)?.outcome === 'written')) await appear(name);
  }

  async function appear(name: string): Promise<void> {
    await own.moveToOffice(name);
    say(`Wrote ${name}.`);
  }

  async function write(document: RememberedDocument, { bytes, attachments }: ReceivedDocument): Promise<void> {
    const { name } = document;
    // If an attachment cannot be fetched, the next round begins with this document: the bridge does not list it soon.
    if (attachments.length > 0) await remember({ ...document, outcome: 'begun' });
    await own.write(name, bytes, attachments.length > 0 ? fetchAttachments(document, attachments) : null);
    await remember(document);
    await appear(name);
  }

  async function* fetchAttachments(
    { document, name }: RememberedDocument,
    hashes: readonly string[],
  ): AsyncGenerator<AttachedFile, void> {
    for (const sha256 of hashes)
      yield await client.fetchAttachment(document, sha256).catch((fault: unknown) => {
        if (!(fault instanceof NoAnswer)) throw fault;
        const words = `${name} waits, since its attachment ${sha256} cannot be fetched. ${fault.message}`;
        throw new NoAnswer(words, fault.status);
      });
  }

  async function accept(document: RememberedDocument): Promise<void> {
    const isTaken = await client.acknowledge(document.document, { outcome: 'accepted' });
    if (!isTaken) return say(`The bridge does not wait for ${document.name} any more.`);
    await remember({ ...document, outcome: 'accepted' });
    say(`Accepted ${document.name}.`);
  }

  async function take({ document: number, key }: { document: number; key: string }): Promise<void> {
    const fetched = await client.fetch(number);
    // The order has changed since the list was made.
    if (!fetched) return;
    const sha256 = hashOfDocument(fetched);
    const known = memory.find(key);
    if (known?.outcome === 'written' || known?.outcome === 'accepted') {
      if (known.sha256 !== sha256)
        say(`The bridge offers ${key} again with other content. The first file counts; compare the order in the shop.`);
      if (acceptedWhen === 'written' || known.outcome === 'accepted') await accept({ ...known, document: number });
      else if (known.document !== number) await remember({ ...known, document: number });
      return;
    }
    const name = fileNameOf({ id: number, key, mediaType: fetched.mediaType });
    await deliver({ key, name, document: number, sha256, outcome: 'written' }, fetched);
  }

  /** Fetches a document once more, whose attachments could not be fetched. */
  async function takeBegun(begun: RememberedDocument): Promise<void> {
    const fetched = await client.fetch(begun.document);
    // After a restore of the bridge's database, the number may be that of another document.
    const isSame = fetched !== null && hashOfDocument(fetched) === begun.sha256;
    if (isSame) return deliver({ ...begun, outcome: 'written' }, fetched);
    await remember({ ...begun, outcome: 'withdrawn' });
    say(`The bridge does not offer ${begun.name} any more.`);
  }

  async function deliver(document: RememberedDocument, fetched: ReceivedDocument): Promise<void> {
    say(`Fetched ${document.key}.`);
    await write(document, fetched);
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
    await remember({ ...document, outcome: kind });
    await removeAnswer(folder, answer);
    reasons.forget(answer);
    say(answer.kind === 'accepted' ? `Accepted ${name}.` : `Refused ${name}: ${answer.cause ?? noReason}`);
  }

  return {
    async poll() {
      await finishBegun();
      await takeAnswers();
      for (const document of memory.begun()) {
        if (stopping()) return;
        await takeBegun(document);
      }
      const listed = new Set<number>();
      let isMore = true;
      while (isMore && !stopping()) {
        const { documents, more } = await client.list();
        // A bridge that lists the same again would be asked for ever.
        isMore = more && documents.some(({ document }) => !listed.has(document));
        for (const document of documents) {
          if (stopping()) return;
          listed.add(document.document);
          await take(document);
        }
      }
    },
    close: () => memory.close(),
  };
}

const hashOfDocument = ({ bytes }: ReceivedDocument): string => createHash('sha256').update(bytes).digest('hex');
