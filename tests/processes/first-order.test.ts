import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { until } from '../setup/until.ts';

// The test follows docs/first-order.md, command by command. Only the ports and the folder differ, since somebody may be
// trying the page on the same machine.

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/first-order.md'), 'utf8');

let folder: string;
let ports: { office: number; bridge: number };
const running: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-first-order-'));
  // PostgreSQL runs as another user when the tests run as root.
  await chmod(folder, 0o755);
  ports = { office: await freePort(), bridge: await freePort() };
});
afterAll(async () => {
  await Promise.all(running.map(end));
  await rm(folder, { recursive: true, force: true });
});

/** A text of the page with the ports and the folder of this test. */
const here = (text: string): string =>
  text
    .replaceAll('/tmp/kontor-first-order', folder)
    .replaceAll('127.0.0.1:4610', `127.0.0.1:${ports.office}`)
    .replace('sandbox -- poweroffice', `sandbox -- poweroffice --port ${ports.office}`);

/** The blocks of commands below a heading of the page. */
const commands = (heading: string): string[] => {
  const [, section = ''] = page.split(new RegExp(`^## \\d+\\. ${heading}$`, 'm'));
  const blocks = [...(section.split(/^## /m)[0] ?? '').matchAll(/^```sh\n([^]*?)^```/gm)];
  if (blocks.length === 0) throw new Error(`the page has no commands below "${heading}"`);
  return blocks.map(([, block = '']) => here(block));
};
/** A file that the page asks the reader to save. */
const file = (name: string): string => {
  const [, text] =
    new RegExp(`\`/tmp/kontor-first-order/${name}\`:\n\n\`\`\`\\w+\n([^]*?)^\`\`\``, 'm').exec(page) ?? [];
  if (text === undefined) throw new Error(`the page does not show ${name}`);
  return text;
};

/** How a script ended: its exit code, and everything that it printed. */
interface Ended {
  code: number | null;
  out: string;
}

/** Starts a script in a process group of its own. `output`: everything that it has printed so far. */
function start(script: string) {
  const child = spawn('bash', ['-e', '-c', script], {
    cwd: root,
    // The group lets Ctrl-C reach every process of the script. No package comes from a registry.
    detached: true,
    env: { PATH: process.env['PATH'], HOME: folder, PORT: String(ports.bridge), npm_config_offline: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, out })));
  return { child, ended, output: () => out };
}
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise((done) => child.once('close', done));
  process.kill(-child.pid, 'SIGINT');
  await closed;
}
/** Starts a script that does not end by itself, and waits until it has printed `sign`. */
async function startServer(script: string, sign: string) {
  const { child, ended, output } = start(script);
  await Promise.race([
    until(async () => output().includes(sign)),
    ended.then(({ code, out }) => {
      throw new Error(`it ended with ${code}: ${out}`);
    }),
  ]);
  return child;
}

/** The variables that were exported so far, which a terminal remembers. */
const exported: string[] = [];
/** Runs a script as if it were typed into the same terminal as the others; returns its output. */
async function type(script: string): Promise<string> {
  const { code, out } = await start([...exported, script].join('\n')).ended;
  if (code !== 0) throw new Error(`${script}ended with ${code}: ${out}`);
  exported.push(...(script.match(/^export .*$/gm) ?? []));
  return out;
}

it('the commands of docs/first-order.md lead to an order in the office, and leave nothing behind', async () => {
  const office = await startServer(commands('The office').join(''), 'Look at it');
  const bridge = await startServer(commands('The bridge').join(''), 'the bridge is up');

  for (const block of commands('The shop and its key')) await type(block);
  for (const block of commands('The shop and the office')) expect(await type(block)).toContain('Demo Butikk AS');

  for (const name of ['order.json', 'send.mjs']) await writeFile(join(folder, name), file(name));
  const [install = ''] = commands('Send it');
  const [, send = ''] = install.split(/^(?=\()/m);
  expect(await type(install)).toContain('Order 1042 is with the bridge.');
  expect(await type(send)).toContain('duplicate');

  const [look = ''] = commands('See it in the office');
  const [transfers = '', show = ''] = look.split(/^(?=npm)/m);
  await until(async () => (await type(transfers)).includes(' done '));
  expect(await type(transfers)).toMatch(/1042 .* 349\.00 NOK .* 349\.00 NOK/);
  expect(await type(show)).toContain('step.begun');
  const officePage = await (await fetch(`http://127.0.0.1:${ports.office}/`)).text();
  expect(officePage).toContain('Kari Nordmann');
  expect(officePage).toContain('total <b>349.00 NOK</b>');

  const order = join(folder, 'order.json');
  await writeFile(order, (await readFile(order, 'utf8')).replace('"total": "349.00"', '"total": "300.00"'));
  expect(await type(send)).toMatch(/refused.*300\.00.*349\.00/);

  await end(bridge);
  await end(office);
  for (const block of commands('Clean up')) await type(block);
  expect(existsSync(folder)).toBe(false);
});
