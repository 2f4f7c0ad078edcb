import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openMailbox } from '../../setup/alarm-receivers.ts';
import { endAfterEach } from '../../setup/ended.ts';
import { listening } from '../../setup/listening.ts';

const ended = endAfterEach();

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/certificates/${name}`, import.meta.url));
const read = (name: string) => readFileSync(fixture(name), 'utf8');

/** A vendor's server with this certificate, and the authorizations that it has received. */
async function openVendor(certificate: string) {
  const authorizations: string[] = [];
  const tls = { cert: read(`${certificate}.crt`), key: read(`${certificate}.key`) };
  const server = createServer(tls, (request, response) => {
    authorizations.push(String(request.headers.authorization));
    response.end('x');
  });
  return { ...(await listening(server, ended)), authorizations };
}

/**
 * Runs a script that sends to each address, and returns what it prints. It runs in a process of its own, since Node.js
 * learns only at its start which certificates it `trusts`: those of both fixtures or none.
 */
async function runScript(name: string, addresses: readonly (string | number)[], trusts: boolean): Promise<unknown> {
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

it('the bridge sends a request only to a server with a trusted certificate for its own name', async () => {
  const named = await openVendor('localhost');
  const misnamed = await openVendor('other.example');
  const addresses = [named, misnamed].map(({ port }) => `https://localhost:${port}/`);
  expect(await runScript('./child.mjs', addresses, true)).toMatchObject([
    { kind: 'answer', status: 200 },
    {
      kind: 'not_sent',
      why: 'connection_refused',
      what: { values: { fault: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') } },
    },
  ]);
  expect(await runScript('./child.mjs', addresses, false)).toMatchObject([
    { kind: 'not_sent', what: { values: { fault: expect.stringContaining('SELF_SIGNED') } } },
    { kind: 'not_sent' },
  ]);
  expect(named.authorizations).toEqual(['Bearer secret']);
  expect(misnamed.authorizations).toEqual([]);
});

it('the bridge sends a mail and its password only to a server with a trusted certificate of its name', async () => {
  const mailServer = (name: string) =>
    openMailbox(ended, {
      login: { user: 'u', password: 'p' },
      tls: { cert: read(`${name}.crt`), key: read(`${name}.key`) },
    });
  const named = await mailServer('localhost');
  const misnamed = await mailServer('other.example');
  const ports = [named.port, misnamed.port];
  const insecure = { sent: false, why: 'insecure' };
  expect(await runScript('./mail-child.mjs', ports, false)).toMatchObject([insecure, insecure]);
  expect(await runScript('./mail-child.mjs', ports, true)).toMatchObject([{ sent: true }, insecure]);
  expect(named.mails).toMatchObject([{ subject: 'A mail', text: 'Its text' }]);
  expect(misnamed.mails).toEqual([]);
});
