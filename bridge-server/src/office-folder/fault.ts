import type { Reason } from '@kontor/shared/problem';
import { reason } from '../texts/reason.ts';

/** Why the folder cannot be used. */
export class FolderFault extends Error {
  readonly why: Reason;
  constructor(why: Reason) {
    super(why.code);
    this.why = why;
  }
}

/** The code of what the operating system refuses; empty for another fault. */
export const systemCodeOf = (fault: unknown): string => String((fault as NodeJS.ErrnoException).code ?? '');

const codes: ReadonlyMap<string, 'missing' | 'not_allowed' | 'full'> = new Map([
  ['ENOENT', 'missing'],
  ['ENOTDIR', 'missing'],
  ['EACCES', 'not_allowed'],
  ['EPERM', 'not_allowed'],
  ['EROFS', 'not_allowed'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
]);

/** Does work in a folder. What the operating system refuses becomes a `FolderFault`. */
export async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof FolderFault || systemCodeOf(fault) === '') throw fault;
    const said = systemCodeOf(fault);
    const kind = codes.get(said);
    if (kind === 'missing') throw new FolderFault(reason('office_folder.missing', { folder }));
    if (kind === 'not_allowed') throw new FolderFault(reason('office_folder.not_allowed', { folder, said }));
    if (kind === 'full') throw new FolderFault(reason('office_folder.full', { folder, said }));
    throw new FolderFault(reason('office_folder.failed', { folder, said }));
  }
}
