import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file that a page shows: as a whole if it is new, as a diff if the repository has it already. */
export interface ShownFile {
  /** The path from the repository's root. */
  path: string;
  text: string;
}

/** The files of a page: each block of `ts` or `diff` that has its path in a line of its own above it. */
export function filesOf(page: string): ShownFile[] {
  const blocks = page.matchAll(/^`([^`\n]+)`\n\n```(ts|diff)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, path = '', language, text = '']) => ({
    path,
    text: language === 'diff' ? applied(path, text) : text,
  }));
}

/**
 * The repository's file with the diff applied. `@@` separates the places of the diff; each must read in the file as the
 * diff shows it.
 */
function applied(path: string, diff: string): string {
  const present = readFileSync(join(root, path), 'utf8');
  return diff.split(/^@@$/m).reduce((text, place) => {
    const parts = text.split(sideOf(place, '-'));
    if (parts.length !== 2)
      throw new Error(
        `${path} has ${parts.length - 1} places that read as the diff on the page shows: update the diff there`,
      );
    return parts.join(sideOf(place, '+'));
  }, present);
}

/** A place of a diff as it was (`-`) or as it becomes (`+`). */
const sideOf = (place: string, sign: '-' | '+'): string =>
  place
    .split('\n')
    .filter((line) => line.startsWith(sign) || line.startsWith(' '))
    .map((line) => `${line.slice(1)}\n`)
    .join('');

/**
 * Makes a copy of the repository with these files in it, in a new folder. Only the files and the folders above them are
 * real; everything else is a link. So every import in the files means what it would mean in the repository.
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
