import { constants, copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies a folder with everything in it. A file becomes a hard link in place of a copy if `mayLink` allows it for its
 * relative path and the file system supports it. To change a linked file, remove it first, since otherwise the original
 * changes too.
 */
export function copyTree(from: string, to: string, mayLink: (path: string) => boolean = () => false, below = ''): void {
  mkdirSync(join(to, below), { recursive: true });
  for (const entry of readdirSync(join(from, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) copyTree(from, to, mayLink, path);
    // Links and sockets are left out: a release has none, and a database makes a new socket.
    else if (entry.isFile()) placeFile(join(from, path), join(to, path), mayLink(path));
  }
}

function placeFile(from: string, to: string, link: boolean): void {
  if (link) {
    try {
      linkSync(from, to);
      return;
    } catch {
      // The folder is on another file system, or on one without hard links, so the file is copied.
    }
  }
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}
