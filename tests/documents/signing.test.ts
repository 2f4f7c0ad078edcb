import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';

const page = readFileSync(new URL('../../docs/signing.md', import.meta.url), 'utf8');
const vectors = z
  .object({
    publicUrl: z.string(),
    keys: z.object({ shop: z.object({ seed: z.string(), keyId: z.string() }) }),
    requests: z.array(
      z.object({
        name: z.string(),
        token: z.string(),
        inputs: z.record(z.string(), z.unknown()),
        expected: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/proofs.json', import.meta.url), 'utf8')));
const inputs = z.strictObject({
  shop: z.string(),
  method: z.string(),
  target: z.string(),
  url: z.string(),
  body: z.strictObject({ text: z.string() }),
  at: z.string(),
  id: z.string(),
});
/** Good requests that the shop signs for itself and whose body is written out. */
const good = vectors.requests.flatMap(({ token, expected, inputs: given }) => {
  const read = inputs.safeParse(given);
  return expected === 'ok' && read.success ? [{ token, ...read.data }] : [];
});

const { seed, keyId } = vectors.keys.shop;
const pkcs8 = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
const shop = { shop: good[0]?.shop ?? '', keyId, privateKey, bridge: vectors.publicUrl };

const example = (language: string): string => {
  const [, code] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(page) ?? [];
  if (code === undefined) throw new Error(`the page has no example in ${language}`);
  return code;
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kontor-signing-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function said(command: string, name: string, program: string, ...args: string[]): string {
  const file = join(folder, name);
  writeFileSync(file, program);
  const { status, stdout, stderr } = spawnSync(command, [file, ...args], { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`${command} ended with ${status ?? 'a signal'}: ${stderr}`);
  return stdout.trim();
}
const seconds = (at: string): number => Date.parse(at) / 1000;
const phpOf = (text: string): string => `base64_decode('${Buffer.from(text).toString('base64')}')`;
const shellOf = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const isMissing = (command: string, ...args: string[]): boolean => spawnSync(command, args).status !== 0;
const phpIsMissing = isMissing('php', '-r', `exit(extension_loaded('sodium') ? 0 : 1);`);
const opensslIsMissing = !spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout?.startsWith('OpenSSL 3');
// Printed and named, so that a skip is never taken for a pass.
if (phpIsMissing) console.log('The example in PHP is not run: there is no php with sodium on the PATH.');
if (opensslIsMissing) console.log('The example for the shell is not run: there is no OpenSSL 3 on the PATH.');

describe('the page on signing', () => {
  it('has requests to be held against', () => expect(good.length).toBeGreaterThanOrEqual(4));

  it('signs in TypeScript as the bridge verifies', () => {
    const calls = good.map(
      ({ method, url, body, at, id }) =>
        `console.log(proof(${JSON.stringify(shop)}, ${JSON.stringify({ method, url, body: body.text })}, new Date(${JSON.stringify(at)}), ${JSON.stringify(id)}));`,
    );
    const program = ts.transpile(`${example('ts')}\n${calls.join('\n')}`, {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
    });
    expect(said(process.execPath, 'sign.mjs', program).split('\n')).toEqual(good.map(({ token }) => token));
  });

  (phpIsMissing ? it.skip : it)('signs in PHP as the bridge verifies', () => {
    const calls = good.map(
      ({ method, url, body, at, id }) =>
        `echo proof( json_decode( ${phpOf(JSON.stringify(shop))}, true ), '${method}', ${phpOf(url)}, ${phpOf(body.text)}, ${seconds(at)}, '${id}' ), "\\n";`,
    );
    const program = `<?php\n${example('php')}\n${calls.join('\n')}`;
    expect(said('php', 'sign.php', program).split('\n')).toEqual(good.map(({ token }) => token));
  });

  (opensslIsMissing ? it.skip : it)('signs with openssl as the bridge verifies', () => {
    const key = join(folder, 'key.pem');
    const calls = good.map(({ method, url, body, at, id }) =>
      [key, shop.shop, keyId, shop.bridge, method, url, body.text, String(seconds(at)), id].map(shellOf).join(' '),
    );
    const program = [
      example('sh'),
      `key_file ${shellOf(privateKey.d ?? '')} > ${shellOf(key)}`,
      ...calls.map((call) => `proof ${call}; echo`),
    ].join('\n');
    expect(said('sh', 'sign.sh', program).split('\n')).toEqual(good.map(({ token }) => token));
  });
});
