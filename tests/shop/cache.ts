import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder in which unpacked releases, templates of shops and installed packages are kept between runs. */
export const cacheFolder = process.env['KONTOR_CACHE'] ?? join(homedir(), '.cache', 'kontor');

export const cached = (...parts: string[]): string => join(cacheFolder, ...parts);
