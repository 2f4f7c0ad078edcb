import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openMailbox } from '../../setup/alarm-receivers.ts';
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

/** Runs a script with the addresses that it asks, and with the certificates of both fixtures trusted or not: trust is given at a start. */
async function child(name: string, addresses: readonly (string | number)[], trusts: boolean): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'kontor-certificates-'));
  ended.push(() => rm(folder, { recursive: true, force: true }));
  const trusted = join(folder, 'trusted.crt');
  await writeFile(trusted, read('localhost.crt') + read('other.example.crt'));
  const script = fileURLToPath(new URL(name, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...addresses.map(String)], {
    env: { PATH: process.env['PATH'] ?? '', ...(trusts ? { NODE_EXTRA_CA_CERTS: trusted } : {}) },
  });
  return JSON.parse(stdout);
}

it('a name is asked only by its own certificate, from someone who is trusted; nothing is sent otherwise', async () => {
  const [own, anothers] = [await vendor('localhost'), await vendor('other.example')];
  const addresses = [own, anothers].map(({ port }) => `https://localhost:${port}/`);
  expect(await child('./child.mjs', addresses, true)).toMatchObject([
    { kind: 'answer', status: 200 },
    {
      kind: 'not_sent',
      why: 'connection_refused',
      what: { values: { fault: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') } },
    },
  ]);
  expect(await child('./child.mjs', addresses, false)).toMatchObject([
    { kind: 'not_sent', what: { values: { fault: expect.stringContaining('SELF_SIGNED') } } },
    { kind: 'not_sent' },
  ]);
  expect([own.seen, anothers.seen]).toEqual([['Bearer secret'], []]);
});

it('a mail, and the password before it, go only to a server with its own certificate, from someone who is trusted', async () => {
  const mailServer = (name: string) =>
    openMailbox(ended, {
      login: { user: 'u', password: 'p' },
      tls: { cert: read(`${name}.crt`), key: read(`${name}.key`) },
    });
  const [own, anothers] = [await mailServer('localhost'), await mailServer('other.example')];
  const ports = [own.port, anothers.port];
  const insecure = { sent: false, why: 'insecure' };
  expect(await child('./mail-child.mjs', ports, false)).toMatchObject([insecure, insecure]);
  expect(await child('./mail-child.mjs', ports, true)).toMatchObject([{ sent: true }, insecure]);
  expect([own.mails, anothers.mails]).toMatchObject([[{ subject: 'A mail', text: 'Its text' }], []]);
});
