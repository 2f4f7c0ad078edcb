import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readDocument, type HeldDocument, type NamedAttachment } from './held-document.ts';
import { intakeFaults } from './schema.ts';

/** Where the office fetches: the address of its connection's documents, and its key. */
export interface BridgeAccess {
  documents: string;
  key: string;
}

/** What the office does with the documents that it fetches from now on. */
export const officeHabits = z.strictObject({
  /** `forgets`: it fetches and acknowledges nothing. */
  acknowledges: z.enum(['accepts', 'refuses', 'forgets']).default('accepts'),
  /** It fetches and acknowledges everything twice. */
  twice: z.boolean().default(false),
});
export type OfficeHabits = z.infer<typeof officeHabits>;

const offeredList = z.object({
  documents: z.array(z.object({ document: z.number(), key: z.string(), kind: z.string(), again: z.boolean() })),
  more: z.boolean(),
});
const acknowledged = z.object({ acknowledged: z.enum(['now', 'already']) });

/** The office's own words for a refusal. */
export const refusalWords = 'The article is not known here.';

/** An office that fetches as docs/mmorthosoft.md says, and checks every rule that the page promises. */
export class TestOffice {
  habits: OfficeHabits = officeHabits.parse({});
  readonly #bridge: BridgeAccess;
  /** The bytes of each document by its key, as they were first fetched and not refused. */
  readonly #fetched = new Map<string, Buffer>();
  readonly #accepted = new Map<string, HeldDocument>();
  /** The files that documents name, by their SHA-256. */
  readonly #files = new Map<string, Buffer>();
  /** What broke a rule, in words. */
  readonly problems: string[] = [];
  /** The documents that the office has refused, oldest first. */
  readonly refused: { key: string; reason: string }[] = [];
  /** When the office last asked, and what came of it. */
  lastRound: { at: Date; said: string } | null = null;

  constructor(bridge: BridgeAccess) {
    this.#bridge = bridge;
  }

  /** The documents that the office has accepted, in their order. */
  get accepted(): HeldDocument[] {
    return [...this.#accepted.values()];
  }

  /** The bytes of each file that the office has fetched, by its SHA-256. */
  get files(): ReadonlyMap<string, Buffer> {
    return this.#files;
  }

  forgetAll(): void {
    this.habits = officeHabits.parse({});
    this.#fetched.clear();
    this.#accepted.clear();
    this.#files.clear();
    this.problems.length = 0;
    this.refused.length = 0;
  }

  /** Fetches everything that is offered now. Returns how many documents that was. */
  async poll(): Promise<number> {
    try {
      const { documents } = offeredList.parse(await (await this.#ask('')).json());
      for (const { document, key } of documents) await this.#handle(document, key);
      this.lastRound = { at: new Date(), said: `${documents.length} documents were offered.` };
      return documents.length;
    } catch (fault) {
      this.lastRound = { at: new Date(), said: fault instanceof Error ? fault.message : String(fault) };
      throw fault;
    }
  }

  async #handle(document: number, key: string): Promise<void> {
    const { acknowledges, twice } = this.habits;
    let bytes = await this.#fetch(document, key);
    if (twice) bytes = await this.#fetch(document, key);
    const faults = intakeFaults(bytes);
    if (faults.length > 0) this.problems.push(`${key} is not valid: ${faults.join(' ')}`);
    if (acknowledges === 'forgets') return;
    if (acknowledges === 'refuses' || faults.length > 0) {
      const reason = (faults[0] ?? refusalWords).trim().slice(0, 1000);
      await this.#acknowledge(document, { outcome: 'refused', reason });
      this.refused.push({ key, reason });
      // A refused document is thrown away, so it may come back with other bytes.
      this.#fetched.delete(key);
      return;
    }
    const held = readDocument(key, bytes);
    for (const attachment of held.attachments) await this.#fetchFile(document, attachment);
    this.#accepted.set(key, held);
    const number = `A-${this.#accepted.size}`;
    await this.#acknowledge(document, { outcome: 'accepted', number });
    if (!twice) return;
    const again = await this.#acknowledge(document, { outcome: 'accepted', number });
    if (again !== 'already') this.problems.push(`${key} was accepted twice, and the bridge answered: ${again}`);
  }

  async #fetch(document: number, key: string): Promise<Buffer> {
    const bytes = Buffer.from(await (await this.#ask(`/${document}`)).arrayBuffer());
    const earlier = this.#fetched.get(key);
    if (earlier && !earlier.equals(bytes)) this.problems.push(`the bytes of ${key} changed after the first fetch`);
    this.#fetched.set(key, bytes);
    return bytes;
  }

  /** Fetches a file that the office does not have yet. A later document may name a file that the bridge has removed. */
  async #fetchFile(document: number, { sha256, size, fileName }: NamedAttachment): Promise<void> {
    if (this.#files.has(sha256)) return;
    const answer = await this.#ask(`/${document}/attachments/${sha256}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (createHash('sha256').update(bytes).digest('hex') === sha256 && bytes.length === size)
      this.#files.set(sha256, bytes);
    else this.problems.push(`${fileName} is not the file that document ${document} names`);
  }

  async #acknowledge(document: number, body: object): Promise<'now' | 'already'> {
    const answer = await this.#ask(`/${document}/acknowledgement`, body);
    return acknowledged.parse(await answer.json()).acknowledged;
  }

  /** Makes a request below the address of the documents; a body makes it a POST. Throws if the bridge refuses it. */
  async #ask(path: string, body?: object): Promise<Response> {
    const { documents, key } = this.#bridge;
    const answer = await fetch(documents + path, {
      redirect: 'error',
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    }).catch((fault: unknown) => {
      const { cause, message } = fault as { cause?: { code?: unknown }; message?: unknown };
      throw new Error(`the bridge does not answer (${String(cause?.code ?? message)})`);
    });
    if (!answer.ok) throw new Error(`${path || 'the list'}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
