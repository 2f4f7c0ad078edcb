import { open, readFile, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';

/** What became of a document at the office. */
const remembered = z.object({
  /** The key in the document itself. */
  key: z.string(),
  /** The name of its file. */
  name: z.string(),
  /** The number by which the bridge offered it last. */
  document: z.number(),
  /** SHA-256 of its bytes, in hexadecimal digits. */
  sha256: z.string(),
  /**
   * `begun`: it was fetched, and its attachments not yet. `withdrawn`: it was begun, and the bridge offers it no more.
   * `written`: its file is in the folder, or soon will be. The others: the bridge knows it too.
   */
  outcome: z.enum(['begun', 'withdrawn', 'written', 'accepted', 'refused']),
});
export type RememberedDocument = z.infer<typeof remembered>;

/**
 * Remembers every document that was ever written, so that none is written twice: the bridge may offer it again, and the
 * office has long taken its file away. The memory is a file to which lines are added. The last line of a key counts.
 */
export class FetcherMemory {
  readonly #file: FileHandle;
  readonly #documents: Map<string, RememberedDocument>;

  private constructor(file: FileHandle, documents: Map<string, RememberedDocument>) {
    this.#file = file;
    this.#documents = documents;
  }

  static async open(path: string): Promise<FetcherMemory> {
    const text = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT') return '';
      throw fault;
    });
    const documents = new Map<string, RememberedDocument>();
    for (const line of text.split('\n')) {
      const read = readLine(line);
      if (read) documents.set(read.key, read);
    }
    const file = await open(path, 'a', 0o640);
    // A process that was killed while it wrote leaves a piece of a line. The next line must not continue it.
    if (text !== '' && !text.endsWith('\n')) await file.write('\n');
    return new FetcherMemory(file, documents);
  }

  find(key: string): RememberedDocument | undefined {
    return this.#documents.get(key);
  }

  /** The documents that were begun, in the order of their numbers. */
  begun(): RememberedDocument[] {
    return [...this.#documents.values()]
      .filter(({ outcome }) => outcome === 'begun')
      .toSorted((one, other) => one.document - other.document);
  }

  findFile(name: string): RememberedDocument | undefined {
    return [...this.#documents.values()].findLast((document) => document.name === name);
  }

  /** Returns when the document is remembered on the disk. */
  async remember(document: RememberedDocument): Promise<void> {
    await this.#file.write(`${JSON.stringify(document)}\n`);
    await this.#file.sync();
    this.#documents.set(document.key, document);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

function readLine(line: string): RememberedDocument | null {
  try {
    return remembered.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
