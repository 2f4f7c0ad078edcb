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

  /** Above what systems give to processes. */
  const deadPid = 2 ** 30;
  /** What a process with that number would have written here, or in another container. */
  async function turnOf(pid: number, container: 'this' | 'another'): Promise<void> {
    const end = await takeStartersTurn(place);
    const [, ...namespace] = (await readFile(file, 'utf8')).split(' ');
    await end?.();
    await writeFile(file, `${pid} ${container === 'this' ? namespace.join(' ') : 'pid:[1]'}`);
  }
  const age = async (seconds: number): Promise<void> => {
    const then = Date.now() / 1000 - seconds;
    await utimes(file, then, then);
  };

  it('is one process’s at a time, until that ends it', async () => {
    const end = await takeStartersTurn(place);
    expect(end).not.toBeNull();
    expect(await takeStartersTurn(place)).toBeNull();
    await end?.();
    expect(await takeStartersTurn(place)).not.toBeNull();
  });

  it('is over at once when its process has ended', async () => {
    await turnOf(deadPid, 'this');
    expect(await takeStartersTurn(place)).not.toBeNull();
  });

  it('of another container is over after a minute alone: whether its process runs cannot be seen', async () => {
    await turnOf(deadPid, 'another');
    await age(30);
    expect(await takeStartersTurn(place)).toBeNull();
    await age(61);
    expect(await takeStartersTurn(place)).not.toBeNull();
  });
});
