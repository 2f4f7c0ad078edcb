import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoAnswer } from './documents-client.ts';
import { openFetcher, type AcceptedWhen, type FetcherOptions } from './fetcher.ts';
import { lockFolder } from './lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-fetcher-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A bridge that offers documents until they are acknowledged. */
class OfferingBridge {
  readonly offered = new Map<number, { key: string; text: string; scans: readonly string[]; fetched: boolean }>();
  readonly said: string[] = [];
  /** Thrown in place of the next answer of that kind, after the bridge has done its work. */
  fails: 'fetch' | 'attachment' | 'acknowledge' | null = null;
  /** As the bridge does within an hour of the first fetch, it lists no document that was fetched. */
  listsFetched = true;

  offer(document: number, text = `<intake>${document}</intake>`, scans: readonly string[] = []): void {
    this.offered.set(document, { key: `s1-${document}`, text, scans, fetched: false });
  }
  client(): FetcherOptions['client'] {
    const failNow = (kind: 'fetch' | 'attachment' | 'acknowledge') => {
      if (this.fails !== kind) return;
      this.fails = null;
      throw new NoAnswer('The bridge does not answer.', null);
    };
    return {
      list: async () => ({
        documents: [...this.offered]
          .filter(([, { fetched }]) => this.listsFetched || !fetched)
          .map(([document, { key, fetched }]) => ({ document, key, kind: 'order', again: fetched })),
        more: false,
      }),
      fetch: async (document) => {
        const offered = this.offered.get(document);
        if (!offered) return null;
        offered.fetched = true;
        failNow('fetch');
        const attachments = offered.scans.map(hashOf);
        return { bytes: Buffer.from(offered.text), mediaType: 'application/xml; charset=utf-8', attachments };
      },
      fetchAttachment: async (document, sha256) => {
        failNow('attachment');
        const scan = this.offered.get(document)?.scans.find((text) => hashOf(text) === sha256);
        if (scan === undefined) throw new NoAnswer('attachment.unknown', 404);
        return { sha256, mediaType: 'application/pdf', bytes: Buffer.from(scan) };
      },
      acknowledge: async (document, word) => {
        if (!this.offered.get(document)?.fetched) return false;
        this.offered.delete(document);
        this.said.push(word.outcome === 'accepted' ? `${document} accepted` : `${document} refused: ${word.reason}`);
        failNow('acknowledge');
        return true;
      },
    };
  }
}

const files = async (below = ''): Promise<string[]> =>
  (await readdir(join(folder, below))).filter((name) => name.includes('-s1-')).sort();
const lines: string[] = [];
/** One round of a fetcher that was just started. */
async function round(
  bridge: OfferingBridge,
  acceptedWhen: AcceptedWhen = 'written',
  options: Partial<FetcherOptions> = {},
): Promise<void> {
  const say = (line: string) => void lines.push(line);
  const fetcher = await openFetcher({ client: bridge.client(), folder, acceptedWhen, say, ...options });
  await fetcher.poll().finally(() => fetcher.close());
}

describe('the fetcher of an office', () => {
  it('writes each document into the folder, and then accepts it', async () => {
    const bridge = new OfferingBridge();
    bridge.offer(7);
    bridge.offer(8);
    await round(bridge);
    expect(await files()).toEqual(['0000000007-s1-7.xml', '0000000008-s1-8.xml']);
    expect(await readFile(join(folder, '0000000007-s1-7.xml'), 'utf8')).toBe('<intake>7</intake>');
    expect(bridge.said).toEqual(['7 accepted', '8 accepted']);
  });

  it('writes no document twice, when an answer was lost and the office has taken the file away meanwhile', async () => {
    const bridge = new OfferingBridge();
    bridge.offer(7);
    bridge.fails = 'fetch';
    await expect(round(bridge)).rejects.toThrow('does not answer');
    expect(await files()).toEqual([]);
    bridge.fails = 'acknowledge';
    await expect(round(bridge)).rejects.toThrow('does not answer');
    await rm(join(folder, '0000000007-s1-7.xml'));
    // After a restore of its database, the bridge offers the document again, with other content.
    bridge.offer(7, 'other');
    await round(bridge);
    expect(await files()).toEqual([]);
    expect(bridge.said).toEqual(['7 accepted', '7 accepted']);
    expect(lines.join()).toContain('other content');
  });

  it('ends its round when the bridge lists the same documents again and again', async () => {
    const bridge = new OfferingBridge();
    const client = bridge.client();
    let asked = 0;
    const list = async () => {
      // The third list is one too many, and ends the test.
      if (++asked > 2) throw new NoAnswer('asked again', null);
      return { documents: [{ document: 7, key: 's1-7', kind: 'order', again: false }], more: true };
    };
    await round(bridge, 'written', { client: { ...client, list } });
    expect(asked).toBe(2);
  });

  it.each([
    ['before it was remembered', false],
    ['before its file appeared', true],
  ])('goes on when it was killed after a document was safe, %s', async (_moment, isRemembered) => {
    const bridge = new OfferingBridge();
    bridge.offer(7);
    const own = join(folder, '.kontor-fetch');
    await mkdir(own);
    await writeFile(join(own, '0000000007-s1-7.xml'), '<intake>7</intake>');
    await writeFile(join(own, '0000000006-s1-6.xml.part'), '<int');
    const line = { key: 's1-7', name: '0000000007-s1-7.xml', document: 7, sha256: '', outcome: 'written' };
    // A line that was cut off is no line.
    await writeFile(
      join(own, 'documents.jsonl'),
      isRemembered ? `${JSON.stringify(line)}\n{"key":"s1-` : '{"key":"s1-7',
    );
    await round(bridge);
    expect(await files()).toEqual(['0000000007-s1-7.xml']);
    expect(await files('.kontor-fetch')).toEqual([]);
    expect(bridge.said).toEqual(['7 accepted']);
    await round(bridge);
    expect(await files()).toEqual(['0000000007-s1-7.xml']);
  });

  it('writes the attachments of a document beside it, before it accepts the document', async () => {
    const bridge = new OfferingBridge();
    bridge.offer(7, '<intake/>', ['scan', 'photo']);
    await round(bridge);
    expect(await files()).toEqual(['0000000007-s1-7.files', '0000000007-s1-7.xml']);
    const scans = await readdir(join(folder, '0000000007-s1-7.files'));
    expect(scans.sort()).toEqual([`${hashOf('scan')}.pdf`, `${hashOf('photo')}.pdf`].sort());
    expect(await readFile(join(folder, '0000000007-s1-7.files', `${hashOf('scan')}.pdf`), 'utf8')).toBe('scan');
    expect(bridge.said).toEqual(['7 accepted']);
  });

  it('writes a document whose attachment cannot be fetched in a later round, and nothing before it', async () => {
    const bridge = new OfferingBridge();
    bridge.listsFetched = false;
    bridge.offer(7, '<intake/>', ['scan']);
    bridge.offer(8);
    for (const _round of [1, 2]) {
      bridge.fails = 'attachment';
      await expect(round(bridge)).rejects.toThrow(
        `attachment ${hashOf('scan')} cannot be fetched. The bridge does not`,
      );
      expect(await files()).toEqual([]);
    }
    await round(bridge);
    expect(await files()).toEqual(['0000000007-s1-7.files', '0000000007-s1-7.xml', '0000000008-s1-8.xml']);
    expect(bridge.said).toEqual(['7 accepted', '8 accepted']);
  });

  it('gives a document up that it has begun and that the bridge offers no more', async () => {
    const bridge = new OfferingBridge();
    bridge.offer(7, '<intake/>', ['scan']);
    bridge.fails = 'attachment';
    await expect(round(bridge)).rejects.toThrow('cannot be fetched');
    bridge.offered.clear();
    await round(bridge);
    bridge.offer(7, '<intake/>');
    await round(bridge);
    expect(await files()).toEqual(['0000000007-s1-7.xml']);
  });

  it('never takes another document for one that it has begun, although a restored bridge gave it the number', async () => {
    const bridge = new OfferingBridge();
    bridge.offer(7, '<intake/>', ['scan']);
    bridge.fails = 'attachment';
    await expect(round(bridge)).rejects.toThrow('cannot be fetched');
    bridge.offered.set(7, { key: 's1-70', text: '<intake>other</intake>', scans: [], fetched: false });
    await round(bridge);
    expect(await files()).toEqual(['0000000007-s1-70.xml']);
  });

  it.each([
    ['before the attachments appeared', 'own'],
    ['between the attachments and the document', 'office'],
  ])('goes on when it was killed %s', async (_moment, where) => {
    const bridge = new OfferingBridge();
    bridge.offer(7, '<intake/>', ['scan']);
    const own = join(folder, '.kontor-fetch');
    const name = '0000000007-s1-7';
    await mkdir(own);
    await mkdir(join(own, '0000000006-s1-6.files'));
    await mkdir(join(where === 'own' ? own : folder, `${name}.files`));
    await writeFile(join(where === 'own' ? own : folder, `${name}.files`, `${hashOf('scan')}.pdf`), 'scan');
    await writeFile(join(own, `${name}.xml`), '<intake/>');
    const line = { key: 's1-7', name: `${name}.xml`, document: 7, sha256: hashOf('<intake/>'), outcome: 'written' };
    await writeFile(join(own, 'documents.jsonl'), `${JSON.stringify(line)}\n`);
    await round(bridge);
    expect(await files()).toEqual([`${name}.files`, `${name}.xml`]);
    expect(await readdir(join(folder, `${name}.files`))).toEqual([`${hashOf('scan')}.pdf`]);
    expect(await files('.kontor-fetch')).toEqual([]);
  });

  it('removes the attachments with the document, once the office has moved the document', async () => {
    const bridge = new OfferingBridge();
    bridge.offer(7, '<intake/>', ['scan']);
    await round(bridge, 'moved');
    const name = '0000000007-s1-7.xml';
    await rename(join(folder, name), join(folder, 'done', name));
    await round(bridge, 'moved');
    expect([await files(), await files('done'), bridge.said]).toEqual([[], [], ['7 accepted']]);
  });

  it('accepts and refuses by where the office moves the files, if it is to wait for that', async () => {
    const bridge = new OfferingBridge();
    for (const document of [1, 2, 3]) bridge.offer(document);
    await round(bridge, 'moved');
    expect(bridge.said).toEqual([]);
    const [first = '', second = '', third = ''] = await files();
    await rename(join(folder, first), join(folder, 'done', first));
    await writeFile(join(folder, 'refused', second.replace('.xml', '.txt')), 'Rezept fehlt');
    await rename(join(folder, second), join(folder, 'refused', second));
    await rename(join(folder, third), join(folder, 'refused', third));
    await round(bridge, 'moved');
    expect(bridge.said).toEqual(['1 accepted', '2 refused: Rezept fehlt']);
    expect([await files(), await files('done'), await files('refused')]).toEqual([[], [], [third]]);
    // A refused document comes again when somebody retries it.
    bridge.offer(2, 'corrected');
    await round(bridge, 'moved');
    expect(await readFile(join(folder, second), 'utf8')).toBe('corrected');
  });

  it('refuses a document without a reason after a minute', async () => {
    const bridge = new OfferingBridge();
    bridge.offer(1);
    let now = 0;
    const fetcher = await openFetcher({
      client: bridge.client(),
      folder,
      acceptedWhen: 'moved',
      say: () => undefined,
      now: () => now,
    });
    await fetcher.poll();
    const [name = ''] = await files();
    await rename(join(folder, name), join(folder, 'refused', name));
    await fetcher.poll();
    expect(bridge.said).toEqual([]);
    now = 60_000;
    await fetcher.poll();
    await fetcher.close();
    expect(bridge.said).toEqual(['1 refused: The office gave no reason.']);
  });

  it('leaves a refused file where it is, if the document was accepted before', async () => {
    const bridge = new OfferingBridge();
    bridge.offer(1);
    await round(bridge);
    const [name = ''] = await files();
    await writeFile(join(folder, 'refused', name.replace('.xml', '.txt')), 'too late');
    await rename(join(folder, name), join(folder, 'refused', name));
    await round(bridge);
    expect(await files('refused')).toHaveLength(2);
    expect(lines.at(-1)).toContain('does not wait for an answer');
  });
});

it('only one process has a folder, and the next one gets it when the first is over', async () => {
  const first = await lockFolder(folder);
  expect(await lockFolder(join(folder, '..', folder.split('/').at(-1) ?? ''))).toBeNull();
  await first?.release();
  const next = await lockFolder(folder);
  expect(next).not.toBeNull();
  await next?.release();
});
