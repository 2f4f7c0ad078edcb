import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file that a page shows: whole where it is new, as a change where the repository has it already. */
export interface ShownFile {
  /** From the repository's root. */
  path: string;
  text: string;
}

/** The files of a page: each block of `ts` or `diff` with its path in a line of its own above. */
export function filesOf(page: string): ShownFile[] {
  const blocks = page.matchAll(/^`([^`\n]+)`\n\n```(ts|diff)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, path = '', language, text = '']) => ({
    path,
    text: language === 'diff' ? changed(path, text) : text,
  }));
}

/** The repository's file with the change made; `@@` stands between the places of a change. Each must be there as it is shown. */
function changed(path: string, diff: string): string {
  const now = readFileSync(join(root, path), 'utf8');
  return diff.split(/^@@$/m).reduce((text, place) => {
    const parts = text.split(sideOf(place, '-'));
    if (parts.length !== 2)
      throw new Error(
        `${path} has ${parts.length - 1} places that read as the change on the page: mend the change there`,
      );
    return parts.join(sideOf(place, '+'));
  }, now);
}

/** A place of a change as it was (`-`) or as it becomes (`+`). */
const sideOf = (place: string, sign: '-' | '+'): string =>
  place
    .split('\n')
    .filter((line) => line.startsWith(sign) || line.startsWith(' '))
    .map((line) => `${line.slice(1)}\n`)
    .join('');

/**
 * The repository with these files in it, in a folder of its own: the files and the folders above them are there for real, all else
 * is a link. So every import in the files means what it would mean in the repository.
 */
export function repositoryWith(files: readonly ShownFile[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kontor-page-')));
  const isAbove = (path: string): boolean => files.some((file) => file.path.startsWith(`${path}/`));
  const link = (within: string): void => {
    mkdirSync(join(folder, within), { recursive: true });
    for (const name of readdirSync(join(root, within))) {
      const path = join(within, name);
      if (isAbove(path)) link(path);
      else if (!files.some((file) => file.path === path)) symlinkSync(join(root, path), join(folder, path));
    }
  };
  link('');
  for (const { path, text } of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
