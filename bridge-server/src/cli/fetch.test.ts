import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgram } from './program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-fetch-command-'));
  process.env['KONTOR_OFFICE_KEY'] = 'ok1.secret';
});
afterEach(async () => {
  delete process.env['KONTOR_OFFICE_KEY'];
  await rm(folder, { recursive: true, force: true });
});

/** Runs one round of `kontor fetch`, and returns what it prints and its exit code. The last option of a kind counts. */
async function fetchOnce(...options: string[]): Promise<{ printed: string; exitCode: typeof process.exitCode }> {
  const { exitCode } = process;
  const write = process.stdout.write.bind(process.stdout);
  let printed = '';
  process.stdout.write = (text) => {
    printed += String(text);
    return true;
  };
  try {
    const words = ['fetch', '--documents', 'http://127.0.0.1:1/documents', '--folder', folder, '--once', ...options];
    await createProgram(() => Promise.resolve()).parseAsync(words, { from: 'user' });
    return { printed, exitCode: process.exitCode };
  } finally {
    process.stdout.write = write;
    process.exitCode = exitCode;
  }
}

describe('kontor fetch', () => {
  it.each([
    ['en', 'There is no folder', 'create the folder'],
    ['de', 'Es gibt keinen Ordner', 'legen Sie den Ordner an'],
  ])('says in words why a folder cannot be used and what to do (%s)', async (language, cause, remedy) => {
    await writeFile(join(folder, 'done'), 'a file in place of the folder');
    const { printed, exitCode } = await fetchOnce('--lang', language);
    expect(printed).toContain(`office_folder.missing: ${cause}`);
    expect(printed).toContain(join(folder, 'done'));
    expect(printed).toContain(remedy);
    expect(exitCode).toBe(1);
  });

  it('is refused in words if its own folder cannot be made', async () => {
    await writeFile(join(folder, '.kontor-fetch'), 'a file in place of the folder');
    await expect(fetchOnce()).rejects.toMatchObject({ reasons: [{ code: 'office_folder.missing' }] });
  });

  it('escapes what a terminal would obey in the words of the bridge and of the office', async () => {
    const obeyed = '\u001b]0;title\u0007\u202e\n2026-01-01T00:00:00.000Z Accepted 0000000007-s1-7.xml.';
    const problem = { code: 'office.wrong_key', title: obeyed, cause: obeyed, remedy: obeyed, docs: 'https://x.test' };
    const bridge = createServer((req, res) => {
      if (req.url === '/documents/7') return void res.end('<intake/>');
      if (req.url !== '/documents') return void res.writeHead(401).end(JSON.stringify(problem));
      res.end(JSON.stringify({ documents: [{ document: 7, key: obeyed, kind: 'order', again: false }], more: false }));
    });
    await new Promise<void>((resolve) => bridge.listen(0, '127.0.0.1', () => resolve()));
    try {
      const { port } = bridge.address() as AddressInfo;
      const { printed } = await fetchOnce('--documents', `http://127.0.0.1:${port}/documents`);
      expect(printed).toContain('Fetched \\u001b]0;title');
      expect(printed).toContain('The bridge refuses the request.');
      expect(printed.replaceAll(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(printed).not.toMatch(/^2026-01-01/m);
    } finally {
      bridge.closeAllConnections();
      bridge.close();
    }
  });
});
