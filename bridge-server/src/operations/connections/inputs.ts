import { z } from 'zod';
import { rules, ruleWords } from '../../shops/rules.ts';
import type { System } from '../../systems/contract.ts';
import type { SystemAtHand } from '../../mirror/mirror.ts';
import { success, failure, type OperationResult, type Failure, type Parts } from '../operation.ts';
import { reason, word } from '../../texts/reason.ts';
import type { Speaker } from '../../texts/say.ts';
import { parseForm } from './parse.ts';

/** Inputs that the command line reads from a JSON file, or from standard input. */
export const jsonInput = (description: string) => z.record(z.string(), z.unknown()).meta({ description, file: true });

/** Settings that are kept, with those that are given in place of theirs. */
export const mergedSettings = (
  kept: unknown,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({ ...z.record(z.string(), z.unknown()).parse(kept), ...given });

/** Whether nothing is to be done, and only told. */
export const previewInput = (description: string) =>
  z.stringbool().or(z.boolean()).default(false).meta({ description });

/** What a connection's rules are asked as. */
export const ruleInputs = {
  functions: ruleWords.meta({ description: 'What to switch on, by name; systems tells what each offers.' }),
  statuses: rules.shape.statuses.unwrap().meta({ description: 'Statuses of the shop that send.' }),
  sources: rules.shape.sources.unwrap().meta({
    description: 'Whose orders are sent: shop for the shop itself, or ids of connections that bring orders.',
  }),
  zeroTotal: rules.shape.zeroTotal.unwrap().meta({ description: 'What becomes of orders of 0.00.' }),
  activeFrom: rules.shape.activeFrom.unwrap().unwrap().meta({
    description: 'Leaves out orders created before, such as 2026-01-01T00:00:00Z; without it every known order counts.',
  }),
};

/** A system with settings and credentials that are not kept yet, each read by its own schema. */
export function draftOf(
  parts: Pick<Parts, 'systems' | 'offered'>,
  { system, credentials, settings }: { system: string; credentials: unknown; settings: unknown },
  speaker: Speaker,
): OperationResult<{ found: SystemAtHand; credentials: unknown; settings: unknown }> {
  const found = parts.systems(system);
  if (!found) {
    const offered = parts.offered.length > 0 ? parts.offered : word('nothing.offered');
    const variables = `KONTOR_${system.toUpperCase()}_…`;
    return failure(422, reason('system.not_set_up', { system, variables, offered }));
  }
  const readCredentials = parseForm(found.system, 'credentials', credentials, speaker);
  if (!readCredentials.ok) return readCredentials;
  const readSettings = parseForm(found.system, 'settings', settings, speaker);
  if (!readSettings.ok) return readSettings;
  return success({ found, credentials: readCredentials.value, settings: readSettings.value });
}

/** Why the system cannot be switched on for the functions; null when it offers each of them. */
export function unknownFunctions(
  { label: target, functions }: System,
  asked: readonly string[],
): { ok: false; error: Failure } | null {
  const unknown = asked.filter((name) => !Object.hasOwn(functions, name));
  if (unknown.length === 0) return null;
  const offered = Object.keys(functions);
  return failure(
    422,
    reason('functions.unknown', {
      target,
      functions: unknown.map((name) => `"${name}"`),
      offered: offered.length > 0 ? offered : word('nothing.offered'),
    }),
  );
}
