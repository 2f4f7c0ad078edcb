import type { Options } from '../contract.ts';
import type { Client } from './client.ts';
import type { Context } from './settings/connection.ts';

/** The lists of Go that the settings name things of. */
export async function readOptions(_client: Client, _context: Context): Promise<Options> {
  return {};
}
