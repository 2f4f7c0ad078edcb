import type { System } from './contract.ts';
import { feed } from './feed/system.ts';
import { mmorthosoft } from './mmorthosoft/system.ts';
import { poweroffice } from './poweroffice/system.ts';
import { sql } from './sql/system.ts';

const all: readonly System[] = [
  // One system on each line, so that two branches that add one do not conflict.
  feed,
  mmorthosoft,
  poweroffice,
  sql,
];

/** Every system that the bridge knows, by its key. */
export const systems: Readonly<Record<string, System>> = Object.fromEntries(all.map((system) => [system.key, system]));

/** The system with this key, if there is one. */
export function systemOf(key: string): System | undefined {
  return Object.hasOwn(systems, key) ? systems[key] : undefined;
}
