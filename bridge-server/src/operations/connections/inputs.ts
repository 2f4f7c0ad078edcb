import { z } from 'zod';
import { rules, ruleWords } from '../../shops/rules.ts';
import type { System } from '../../systems/contract.ts';
import type { SystemAtHand } from '../../mirror/mirror.ts';
import { success, failure, type OperationResult, type Failure, type Parts } from '../operation.ts';
import { reason, word } from '../../texts/reason.ts';
import type { Speaker } from '../../texts/say.ts';
import { parseForm } from './parse.ts';

/** An input that the command line reads from a JSON file or from standard input. */
export const jsonInput = (description: string) => z.record(z.string(), z.unknown()).meta({ description, file: true });

/** The stored settings, with the changed ones in place of theirs. */
export const mergedSettings = (
  stored: unknown,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({ ...z.record(z.string(), z.unknown()).parse(stored), ...changes });

export const credentialsInput = jsonInput('The credentials for the system; kontor systems --json lists their fields.');

/** A system with credentials and settings that are not stored yet. */
export const draftInputs = {
  system: z.string().min(1).meta({ description: 'The key of the system, such as poweroffice.' }),
  credentials: credentialsInput,
  settings: jsonInput('Settings that differ from the defaults; kontor systems --json lists their fields.').default({}),
};

/** The inputs for a connection's rules. */
export const ruleInputs = {
  functions: ruleWords.meta({
    description: 'The functions to switch on; all others are switched off. Listed by kontor systems --json.',
  }),
  statuses: rules.shape.statuses.unwrap().meta({
    description: 'The order statuses of the shop that are sent, such as processing.',
  }),
  sources: rules.shape.sources.unwrap().meta({
    description: 'Whose orders are sent: shop for the shop itself, or the ids of connections that bring orders.',
  }),
  zeroTotal: rules.shape.zeroTotal.unwrap().meta({
    description: 'Whether an order with a total of 0.00 is sent, or closed without a document.',
  }),
  activeFrom: rules.shape.activeFrom.unwrap().unwrap().meta({
    description: 'Leaves out orders created before this time, such as 2026-01-01T00:00:00Z. Default: sends all orders.',
  }),
};

/**
 * Reads the draft of a connection: its system must be set up, and the system's schemas must accept credentials and
 * settings.
 */
export function draftOf(
  parts: Pick<Parts, 'systems' | 'offered'>,
  { system, credentials, settings }: { system: string; credentials: unknown; settings: unknown },
  speaker: Speaker,
): OperationResult<{ atHand: SystemAtHand; credentials: unknown; settings: unknown }> {
  const atHand = parts.systems(system);
  if (!atHand) {
    const offered = parts.offered.length > 0 ? parts.offered : word('nothing.offered');
    const variables = `KONTOR_${system.toUpperCase()}_…`;
    return failure(422, reason('system.not_set_up', { system, variables, offered }));
  }
  const readCredentials = parseForm(atHand.system, 'credentials', credentials, speaker);
  if (!readCredentials.ok) return readCredentials;
  const readSettings = parseForm(atHand.system, 'settings', settings, speaker);
  if (!readSettings.ok) return readSettings;
  return success({ atHand, credentials: readCredentials.value, settings: readSettings.value });
}

/** The refusal of functions that the system does not have; null when it has all of them. */
export function unknownFunctions(
  { label: target, functions }: System,
  names: readonly string[],
): { ok: false; error: Failure } | null {
  const unknown = names.filter((name) => !Object.hasOwn(functions, name));
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
