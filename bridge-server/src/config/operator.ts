import type { Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import type { System } from '../systems/contract.ts';
import { withoutBlanks, type Environment } from './environment.ts';

/** What the operator has set for one system. */
export type OperatorSettings =
  | { kind: 'configured'; settings: unknown }
  /** None of the system's variables is set: the system is not offered. */
  | { kind: 'not_configured' }
  /** One reason (`config.wrong`) for each wrong variable. */
  | { kind: 'wrong'; reasons: Reason[] };

/** The variable that holds a system's operator setting: `poweroffice`, `applicationKey` → `KONTOR_POWEROFFICE_APPLICATION_KEY`. */
export const variableOf = (system: string, setting: string): string =>
  ['KONTOR', system, setting.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')]
    .join('_')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();

/**
 * Reads a system's operator settings from the environment. The values come as text, so a setting that is a number or a
 * switch is declared with zod's coercion. A system without operator settings is always configured.
 */
export function readOperatorSettings(env: Environment, system: Pick<System, 'key' | 'operator'>): OperatorSettings {
  if (!(system.operator instanceof z.ZodObject))
    throw new TypeError(`the operator settings of ${system.key} must be a z.object`);
  const given = withoutBlanks(env);
  const names = Object.keys(system.operator.shape);
  const set = Object.fromEntries(
    names.flatMap((name) => {
      const value = given[variableOf(system.key, name)];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  if (names.length > 0 && Object.keys(set).length === 0) return { kind: 'not_configured' };

  const parsed = system.operator.safeParse(set);
  if (parsed.success) return { kind: 'configured', settings: parsed.data };
  const reasons = parsed.error.issues.map((issue): Reason => {
    const name = String(issue.path[0] ?? '');
    const variable = name === '' ? `KONTOR_${system.key.toUpperCase()}_…` : variableOf(system.key, name);
    return {
      code: 'config.wrong',
      // The value may be a secret, so it is not repeated.
      cause:
        name === '' || name in set
          ? `${variable} is not understood.`
          : `${variable} is not set, although other settings of ${system.key} are.`,
      remedy: `Set ${variable} rightly: ${issue.message}.`,
    };
  });
  return { kind: 'wrong', reasons };
}
