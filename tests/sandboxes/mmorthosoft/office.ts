import { XmlDocument } from 'libxml2-wasm';
import { z } from 'zod';
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

/** A document as the office has it. */
export interface HeldDocument {
  key: string;
  kind: string;
  /** The key of the document that this one changes or takes back. */
  concerns: string | null;
  number: string;
  customer: string;
  gross: string | null;
  remarks: string | null;
  bytes: Buffer;
}

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

  forgetAll(): void {
    this.habits = officeHabits.parse({});
    this.#fetched.clear();
    this.#accepted.clear();
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
    this.#accepted.set(key, readDocument(key, bytes));
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

/** Reads what the office needs of a document. */
export function readDocument(key: string, bytes: Uint8Array): HeldDocument {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    const textAt = (...path: string[]): string | null =>
      document.get(`/i:${['intake', ...path].join('/i:')}`, { i: 'urn:kontor:order-intake' })?.content ?? null;
    const attribute = (name: string): string | null => document.root.attr(name)?.value ?? null;
    const names = ['company', 'firstName', 'lastName'].map((name) => textAt('customer', name));
    return {
      key: attribute('key') ?? key,
      kind: attribute('kind') ?? '',
      concerns: attribute('concerns'),
      number: textAt('order', 'number') ?? '',
      customer: names.filter(Boolean).join(' '),
      gross: textAt('totals', 'gross'),
      remarks: textAt('order', 'remarks'),
      bytes: Buffer.from(bytes),
    };
  } finally {
    document.dispose();
  }
}
