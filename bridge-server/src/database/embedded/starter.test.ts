import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlace, type EmbeddedPlace } from './place.ts';
import { takeStartersTurn } from './starter.ts';

describe('the turn of the process that starts PostgreSQL', () => {
  let place: EmbeddedPlace;
  let file: string;
  beforeEach(async () => {
    place = await openPlace(await mkdtemp(join(tmpdir(), 'kontor-turn-')));
    file = join(place.root, 'postgres.starting');
  });
  afterEach(() => rm(place.root, { recursive: true, force: true }));

  /** Higher than any process id that an operating system gives. */
  const deadPid = 2 ** 30;
  /** Writes the turn of a process with that id, in this container or in another. */
  async function writeTurn(pid: number, container: 'this' | 'another'): Promise<void> {
    const end = await takeStartersTurn(place);
    const [, ...namespace] = (await readFile(file, 'utf8')).split(' ');
    await end?.();
    await writeFile(file, `${pid} ${container === 'this' ? namespace.join(' ') : 'pid:[1]'}`);
  }
  const age = async (seconds: number): Promise<void> => {
    const then = Date.now() / 1000 - seconds;
    await utimes(file, then, then);
  };

  it('belongs to one process until that process ends it', async () => {
    const end = await takeStartersTurn(place);
    expect(end).not.toBeNull();
    expect(await takeStartersTurn(place)).toBeNull();
    await end?.();
    expect(await takeStartersTurn(place)).not.toBeNull();
  });

  it('is free at once when its process has died', async () => {
    await writeTurn(deadPid, 'this');
    expect(await takeStartersTurn(place)).not.toBeNull();
  });

  it('of a process in another container, which cannot be seen, is free only after a minute', async () => {
    await writeTurn(deadPid, 'another');
    await age(30);
    expect(await takeStartersTurn(place)).toBeNull();
    await age(61);
    expect(await takeStartersTurn(place)).not.toBeNull();
  });
});
