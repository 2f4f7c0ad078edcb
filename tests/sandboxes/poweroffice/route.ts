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

/** One documented operation. */
export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: string;
  /** Any of these privileges opens it; without any it is open to every integration. */
  readonly roles: readonly string[];
  /** The parameters of operations that are no list; lists know their own. */
  readonly query?: readonly string[];
  readonly handle: (call: Call) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/** The privileges that let an integration read, or change, what a name stands for. */
export const reading = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [name, `${name}_Full`]);
export const changing = (...names: readonly string[]): readonly string[] => names.map((name) => `${name}_Full`);

/** Reads a body as the specification types it; anything else, unknown fields included, is refused with 400. */
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

/** Reads a JSON Patch and returns what it changes of an object that answers show so. */
export const readPatch = <T extends object>(
  { body }: Call,
  target: Target & { readonly shape: z.ZodType<T> },
  shown: Dto,
): T => patched(target, shown, read(JsonPatch, body, target.title), target.shape);

/** What lists show by now. */
export const visible = <T extends Dated>(items: Iterable<T>, { now }: Occasion): T[] =>
  [...items].filter((item) => item.visibleFrom <= now);
export const inherits = (query: URLSearchParams): boolean => flag(query.get('showInherited') ?? 'false');
export const today = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** Handles a call once the integration is known to have the privilege and the parameters to be documented. */
export function handle(route: Route, call: Call): Answer {
  const { validPrivileges } = call.company.options;
  if (route.roles.length > 0 && !route.roles.some((role) => validPrivileges.includes(role))) return forbidden;
  if (route.query) onlyDocumented(call.query, route.query);
  return route.handle(call);
}
