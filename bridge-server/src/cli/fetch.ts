import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { DocumentsClient } from '../office-fetcher/documents-client.ts';
import { openFetcher, type AcceptedWhen, type Fetcher } from '../office-fetcher/fetcher.ts';
import { lockFolder } from '../office-fetcher/lock.ts';
import { FolderFault } from '../office-folder/fault.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import { complaintOf, RefusedCommand } from './output.ts';
import { speakerOfCommand } from './speaker.ts';
import { escapedForTerminal } from './terminal.ts';

/**
 * `kontor fetch` runs at the office, not at the bridge: it needs neither the database nor the settings of the bridge,
 * only the address of the documents, a key and a folder.
 */

interface Flags {
  documents?: string;
  folder?: string;
  keyFile?: string;
  interval?: string;
  accepted: AcceptedWhen;
  plainHttp?: boolean;
  once?: boolean;
}

const examples = `
Examples:
  KONTOR_OFFICE_KEY=ok… kontor fetch --documents https://…/documents --folder /srv/orders
  kontor fetch --documents https://…/documents --folder /srv/orders --key-file /etc/kontor/key --accepted moved`;

/** Adds the command. */
export function addFetchCommand(program: Command): void {
  program
    .command('fetch')
    .description("Fetches the documents of a connection into a folder, on the office's own computer.")
    .option('--documents <address>', 'The address of the documents. (KONTOR_OFFICE_DOCUMENTS)')
    .option('--folder <folder>', 'The folder for the files. It must exist. (KONTOR_OFFICE_FOLDER)')
    .option('--key-file <file>', 'A file with the key. Without it, the key is in KONTOR_OFFICE_KEY.')
    .option('--interval <seconds>', 'The time between two rounds; 300 without it. (KONTOR_OFFICE_INTERVAL)')
    .addOption(
      new Option('--accepted <when>', 'A document is accepted when its file is written, or when it was moved to done.')
        .choices(['written', 'moved'])
        .default('written'),
    )
    .option('--plain-http', 'Allows an address without https. Anybody on the way can then read key and documents.')
    .option('--once', 'Ends after one round.')
    .addHelpText('after', examples)
    .action((flags: Flags) => fetchDocuments(flags, process.env, () => speakerOfCommand(program)));
}

async function fetchDocuments(flags: Flags, env: NodeJS.ProcessEnv, speaker: () => Speaker): Promise<void> {
  const documents = addressOf(flags.documents ?? env['KONTOR_OFFICE_DOCUMENTS'] ?? '', flags.plainHttp === true);
  const folder = await folderOf(flags.folder ?? env['KONTOR_OFFICE_FOLDER'] ?? '');
  const key = (flags.keyFile === undefined ? env['KONTOR_OFFICE_KEY'] : await keyIn(flags.keyFile))?.trim() ?? '';
  if (!/^[\x21-\x7e]+$/.test(key)) throw refusal('key');
  const seconds = Number(flags.interval ?? env['KONTOR_OFFICE_INTERVAL'] ?? 300);
  if (!(seconds >= 1 && seconds <= 86_400)) throw refusal('interval');

  const lock = await lockFolder(folder);
  if (!lock) throw new RefusedCommand({ ...reason('fetch.folder_in_use', { folder }), status: 409 });
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  let fetcher: Fetcher | null = null;
  try {
    fetcher = await openFetcher({
      client: new DocumentsClient({ documents, key }),
      folder,
      acceptedWhen: flags.accepted,
      say: (line) => say(escapedForTerminal(line)),
      stopping: () => end.signal.aborted,
    });
    say(`Fetching into ${folder}.`);
    while (!end.signal.aborted) {
      const isWell = await fetcher.poll().then(
        () => true,
        (fault: unknown) => {
          say(wordsOfFault(fault, speaker()));
          return false;
        },
      );
      if (flags.once) {
        if (!isWell) process.exitCode = 1;
        return;
      }
      await sleep(seconds * 1000, undefined, { signal: end.signal }).catch(() => undefined);
    }
  } catch (fault) {
    if (fault instanceof FolderFault) throw new RefusedCommand({ ...fault.why, status: 409 });
    throw fault;
  } finally {
    await fetcher?.close();
    await lock.release();
  }
}

const say = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);

/** Why a round failed: of a folder, the cause and what to do. */
function wordsOfFault(fault: unknown, speaker: Speaker): string {
  if (fault instanceof FolderFault) return complaintOf([fault.why], speaker).trimEnd();
  return escapedForTerminal(fault instanceof Error ? fault.message : String(fault));
}

const refusal = (setting: 'documents' | 'plain_http' | 'folder' | 'key' | 'interval') =>
  new RefusedCommand({ ...reason(`fetch.wrong_setting:${setting}`), status: 422 });

const isOwnMachine = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

function addressOf(text: string, allowsPlain: boolean): string {
  if (!URL.canParse(text)) throw refusal('documents');
  const { protocol, hostname, pathname } = new URL(text);
  if (!['https:', 'http:'].includes(protocol) || !pathname.endsWith('/documents')) throw refusal('documents');
  if (protocol === 'http:' && !allowsPlain && !isOwnMachine(hostname)) throw refusal('plain_http');
  return text;
}

async function folderOf(path: string): Promise<string> {
  const isFolder = path !== '' && (await stat(path).catch(() => null))?.isDirectory();
  if (!isFolder) throw refusal('folder');
  return path;
}

async function keyIn(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw refusal('key');
  });
}
