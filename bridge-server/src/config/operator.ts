import type { Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import type { System } from '../systems/contract.ts';
import { expectedValueIn, privateHosts, withoutBlanks, type Environment } from './environment.ts';
import { reason, word } from '../texts/reason.ts';

/** The operator's settings for one system. */
export type OperatorSettings =
  | {
      kind: 'configured';
      /** The settings that the system itself declares. */
      settings: unknown;
      /** Private hosts, as `host` or `host:port` in lower case, that the bridge may call for this system. */
      privateHosts: readonly string[];
      /** The settling time of the system's lists; null: the one that the system declares. */
      settleSeconds: number | null;
    }
  /** The system needs settings and none of them is set, so it is not offered. */
  | { kind: 'not_configured' }
  /** One reason (`config.wrong`) for each wrong variable. */
  | { kind: 'wrong'; reasons: Reason[] };

/**
 * The variable that holds a system's operator setting: `poweroffice`, `applicationKey` →
 * `KONTOR_POWEROFFICE_APPLICATION_KEY`.
 */
export const variableOf = (system: string, setting: string): string =>
  ['KONTOR', system, setting.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')]
    .join('_')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();

/** The settings that every system has. A system must not declare these names itself. */
const everySystem = z.object({
  privateHosts,
  settle: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .optional()
    .meta({ expected: word('expected.seconds') }),
});
type EverySystem = keyof typeof everySystem.shape;

/** The variable that lists the private hosts that the bridge may call for a system. */
export const privateHostsVariable = (system: string): string =>
  variableOf(system, 'privateHosts' satisfies EverySystem);

type Declaring = Pick<System, 'key' | 'operator'>;

/**
 * Reads the operator's settings for a system from the environment. Values are text, so a system declares a number or a
 * switch with zod's coercion. A system without required settings is always configured.
 */
export function readOperatorSettings(env: Environment, system: Declaring): OperatorSettings {
  const declared = declaredBy(system);
  const variables = withoutBlanks(env);
  const valuesOf = (schema: z.ZodObject): Record<string, string> =>
    Object.fromEntries(
      Object.keys(schema.shape).flatMap((name) => {
        const value = variables[variableOf(system.key, name)];
        return value === undefined ? [] : [[name, value]];
      }),
    );

  const common = everySystem.safeParse(valuesOf(everySystem));
  const set = valuesOf(declared);
  const parsed = declared.safeParse(set);
  const isOffered = parsed.success || Object.keys(set).length > 0;
  const reasons = [
    ...(common.success ? [] : wrongForEverySystem(common.error, system.key, variables)),
    ...(parsed.success || !isOffered ? [] : wrongForSystem(parsed.error, system.key, set)),
  ];
  if (reasons.length > 0 || !common.success) return { kind: 'wrong', reasons };
  if (!parsed.success) return { kind: 'not_configured' };
  const { privateHosts, settle = null } = common.data;
  return { kind: 'configured', settings: parsed.data, privateHosts, settleSeconds: settle };
}

/** The variables that must be set for the system to be offered. */
export function neededVariables(system: Declaring): string[] {
  return Object.entries(declaredBy(system).shape).flatMap(([name, schema]) =>
    (schema as z.ZodType).safeParse(undefined).success ? [] : [variableOf(system.key, name)],
  );
}

/** All variables of a system, with the schema of each value. */
export const variablesOf = (system: Declaring): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries({ ...everySystem.shape, ...declaredBy(system).shape }).map(([name, schema]) => [
      variableOf(system.key, name),
      schema as z.ZodType,
    ]),
  );

function declaredBy({ key, operator }: Declaring): z.ZodObject {
  if (!(operator instanceof z.ZodObject)) throw new TypeError(`the operator settings of ${key} must be a z.object`);
  const reserved = new Set(Object.keys(everySystem.shape).map((name) => variableOf(key, name)));
  for (const name of Object.keys(operator.shape)) {
    const variable = variableOf(key, name);
    if (reserved.has(variable))
      throw new TypeError(`${key} must not declare ${name}: the bridge itself reads ${variable}`);
  }
  return operator;
}

function wrongForEverySystem(error: z.ZodError, system: string, variables: Record<string, string>): Reason[] {
  const names = new Set(error.issues.map(({ path }) => path[0] as EverySystem));
  return [...names].map((name) => {
    const variable = variableOf(system, name);
    const expected = expectedValueIn(everySystem.shape[name]);
    return reason('config.wrong', { variable, value: variables[variable] ?? '', expected });
  });
}

function wrongForSystem(error: z.ZodError, system: string, set: Record<string, string>): Reason[] {
  return error.issues.map((issue): Reason => {
    const name = String(issue.path[0] ?? '');
    const variable = name === '' ? `KONTOR_${system.toUpperCase()}_…` : variableOf(system, name);
    // The value may be a secret, so it is not repeated.
    return name === '' || name in set
      ? reason('config.wrong:of_system', { variable, said: issue.message })
      : reason('config.wrong:missing', { variable, system, said: issue.message });
  });
}
