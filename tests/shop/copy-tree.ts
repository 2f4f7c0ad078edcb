import { constants, copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies a folder with everything in it. A hard link takes the place of a copy where `mayLink` allows it for the relative
 * path and the file system can. Who changes a linked file must remove it first, or the original changes as well.
 */
export function copyTree(from: string, to: string, mayLink: (path: string) => boolean = () => false, below = ''): void {
  mkdirSync(join(to, below), { recursive: true });
  for (const entry of readdirSync(join(from, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) copyTree(from, to, mayLink, path);
    // Links and sockets are left out: a release has none, and a database makes its socket anew.
    else if (entry.isFile()) placeFile(join(from, path), join(to, path), mayLink(path));
  }
}

function placeFile(from: string, to: string, link: boolean): void {
  if (link) {
    try {
      linkSync(from, to);
      return;
    } catch {
      // Another file system, or one without hard links.
    }
  }
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}
