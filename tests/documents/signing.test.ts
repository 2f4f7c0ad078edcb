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
/** The valid requests among the test vectors that the shop itself signs and whose body is text. */
const validRequests = vectors.requests.flatMap(({ token, expected, inputs: requestInputs }) => {
  const read = inputs.safeParse(requestInputs);
  return expected === 'ok' && read.success ? [{ token, ...read.data }] : [];
});

const { seed, keyId } = vectors.keys.shop;
const pkcs8 = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
const shop = { shop: validRequests[0]?.shop ?? '', keyId, privateKey, bridge: vectors.publicUrl };

/** The page's example in a language. */
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

/** Runs a program, and returns what it prints. */
function outputOf(command: string, name: string, program: string, ...args: string[]): string {
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
// The reason is printed, so that nobody takes a skip for a pass.
if (phpIsMissing) console.log('The example in PHP is not run: there is no php with sodium on the PATH.');
if (opensslIsMissing) console.log('The example for the shell is not run: there is no OpenSSL 3 on the PATH.');

describe('the page on signing', () => {
  it('is compared with enough requests', () => expect(validRequests.length).toBeGreaterThanOrEqual(4));

  it('has an example in TypeScript whose signatures the bridge accepts', () => {
    const calls = validRequests.map(({ method, url, body, at, id }) => {
      const args = [shop, { method, url, body: body.text }].map((value) => JSON.stringify(value)).join(', ');
      return `console.log(proof(${args}, new Date(${JSON.stringify(at)}), ${JSON.stringify(id)}));`;
    });
    const program = ts.transpile(`${example('ts')}\n${calls.join('\n')}`, {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
    });
    expect(outputOf(process.execPath, 'sign.mjs', program).split('\n')).toEqual(
      validRequests.map(({ token }) => token),
    );
  });

  (phpIsMissing ? it.skip : it)('has an example in PHP whose signatures the bridge accepts', () => {
    const calls = validRequests.map(({ method, url, body, at, id }) => {
      const shopArgument = `json_decode( ${phpOf(JSON.stringify(shop))}, true )`;
      const request = `'${method}', ${phpOf(url)}, ${phpOf(body.text)}, ${seconds(at)}, '${id}'`;
      return `echo proof( ${shopArgument}, ${request} ), "\\n";`;
    });
    const program = `<?php\n${example('php')}\n${calls.join('\n')}`;
    expect(outputOf('php', 'sign.php', program).split('\n')).toEqual(validRequests.map(({ token }) => token));
  });

  (opensslIsMissing ? it.skip : it)('has an example with openssl whose signatures the bridge accepts', () => {
    const key = join(folder, 'key.pem');
    const calls = validRequests.map(({ method, url, body, at, id }) =>
      [key, shop.shop, keyId, shop.bridge, method, url, body.text, String(seconds(at)), id].map(shellOf).join(' '),
    );
    const program = [
      example('sh'),
      `key_file ${shellOf(privateKey.d ?? '')} > ${shellOf(key)}`,
      ...calls.map((call) => `proof ${call}; echo`),
    ].join('\n');
    expect(outputOf('sh', 'sign.sh', program).split('\n')).toEqual(validRequests.map(({ token }) => token));
  });
});
