import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CuttingLine } from './cutting-line.ts';

/** A document in the folder of the office. */
export interface OfficeFile {
  name: string;
  bytes: Buffer;
}

/**
 * Reads the documents in the office's folder, in the order in which the bridge made them. `violations`: where their bytes
 * are not those that the bridge gave out.
 */
export async function readOfficeFolder(
  folder: string,
  { fetched }: Pick<CuttingLine, 'fetched'>,
): Promise<{ files: OfficeFile[]; violations: string[] }> {
  const violations: string[] = [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort();
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
  for (const { name, bytes } of files) {
    const bodies = fetched.get(String(Number(name.split('-', 1)[0]))) ?? [];
    if (bodies.length === 0) violations.push(`${name} was never given out`);
    if (bodies.some((body) => !body.equals(bytes)))
      violations.push(`the bytes of ${name} differ from what was given out`);
  }
  return { files, violations };
}

/** How many documents the bridge has given out more than once. */
export const fetchedAgain = ({ fetched }: Pick<CuttingLine, 'fetched'>): number =>
  [...fetched.values()].filter((bodies) => bodies.length > 1).length;
