import type { z } from 'zod';
import { readJson, type Dto } from '../kit/json.ts';
import type { Occasion } from './orders.ts';
import { JsonPatch, patched, type Target } from './patch.ts';
import { flag, onlyDocumented } from './query.ts';
import type { Answer } from '../kit/answer.ts';
import { forbidden, refusal } from './refusal.ts';
import type { Company, Dated } from './store.ts';

/** An authenticated request to one company. */
export interface Call {
  readonly company: Company;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly occasion: Occasion;
  readonly param: (name: string) => string;
}

/** One documented operation of the API. */
export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: string;
  /** An integration needs one of these privileges; when there are none, every integration may call the operation. */
  readonly roles: readonly string[];
  /** The parameters of an operation that is no list; a list checks its own parameters. */
  readonly query?: readonly string[];
  readonly handle: (call: Call) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/** The privileges that let an integration read (`reading`) or change (`changing`) the named resources. */
export const reading = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [name, `${name}_Full`]);
export const changing = (...names: readonly string[]): readonly string[] => names.map((name) => `${name}_Full`);

/** Reads a body as the specification types it; refuses any other body with 400, also one with unknown fields. */
export function read<T>(shape: z.ZodType<T>, text: string, title: string): T {
  let json: unknown;
  try {
    json = readJson(text);
  } catch {
    throw refusal(400, title, 'The request body is not valid JSON.');
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refusal(
    400,
    title,
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join(' '),
  );
}

/** Reads a JSON Patch and returns the fields it changes of the object that answers show as `shown`. */
export const readPatch = <T extends object>(
  { body }: Call,
  target: Target & { readonly shape: z.ZodType<T> },
  shown: Dto,
): T => patched(target, shown, read(JsonPatch, body, target.title), target.shape);

/** The rows that lists already show. */
export const visible = <T extends Dated>(items: Iterable<T>, { now }: Occasion): T[] =>
  [...items].filter((item) => item.visibleFrom <= now);
export const inherits = (query: URLSearchParams): boolean => flag(query.get('showInherited') ?? 'false');
export const today = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** Handles a call, after it checked the integration's privilege and that the parameters are documented. */
export function handle(route: Route, call: Call): Answer {
  const { validPrivileges } = call.company.options;
  if (route.roles.length > 0 && !route.roles.some((role) => validPrivileges.includes(role))) return forbidden;
  if (route.query) onlyDocumented(call.query, route.query);
  return route.handle(call);
}
