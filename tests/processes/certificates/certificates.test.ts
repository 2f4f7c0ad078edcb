import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listening } from '../../setup/listening.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/certificates/${name}`, import.meta.url));
const read = (name: string) => readFileSync(fixture(name), 'utf8');

async function vendor(certificate: string) {
  const seen: string[] = [];
  const server = createServer({ cert: read(`${certificate}.crt`), key: read(`${certificate}.key`) }, (req, res) => {
    seen.push(String(req.headers.authorization));
    res.end('x');
  });
  return { ...(await listening(server, ended)), seen };
}

it('a name is asked only by its own certificate, from someone who is trusted; nothing is sent otherwise', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kontor-certificates-'));
  ended.push(() => rm(folder, { recursive: true, force: true }));
  const trusted = join(folder, 'trusted.crt');
  await writeFile(trusted, read('localhost.crt') + read('other.example.crt'));
  const [own, anothers] = [await vendor('localhost'), await vendor('other.example')];
  const addresses = [own, anothers].map(({ port }) => `https://localhost:${port}/`);
  // Trust is given to a process when it starts.
  const child = async (env: Record<string, string>) => {
    const script = fileURLToPath(new URL('./child.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...addresses], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
    return JSON.parse(stdout) as unknown;
  };
  expect(await child({ NODE_EXTRA_CA_CERTS: trusted })).toMatchObject([
    { kind: 'answer', status: 200 },
    {
      kind: 'not_sent',
      why: 'connection_refused',
      what: { values: { said: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') } },
    },
  ]);
  expect(await child({})).toMatchObject([
    { kind: 'not_sent', what: { values: { said: expect.stringContaining('SELF_SIGNED') } } },
    { kind: 'not_sent' },
  ]);
  expect([own.seen, anothers.seen]).toEqual([['Bearer secret'], []]);
});
