import { z } from 'zod';
import { writeJson, type Dto } from '../kit/json.ts';
import type { Refusal } from '../kit/answer.ts';
import { refusal } from './refusal.ts';

const anything = z.unknown();
const path = z.string().regex(/^(\/[^/]+)+$/);

/** The operations of RFC 6902. */
export const JsonPatch = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.enum(['add', 'replace', 'test']), path, value: anything }),
    z.strictObject({ op: z.literal('remove'), path, value: z.null().optional(), from: z.null().optional() }),
    z.strictObject({ op: z.enum(['copy', 'move']), path, from: path, value: z.null().optional() }),
  ]),
);
export type JsonPatch = z.infer<typeof JsonPatch>;

/** The fields of an object that may be patched, and the names that a refusal mentions. */
export interface Target {
  /** The vendor's name of the patched shape, such as `SalesOrderPatchDto`. */
  readonly dto: string;
  readonly title: string;
  readonly names: readonly string[];
  /** For each field that is an object: the names of the fields inside it. */
  readonly inside: Readonly<Record<string, readonly string[]>>;
}

type Node = Dto | unknown[];
const isNode = (value: unknown): value is Node =>
  Array.isArray(value) || (typeof value === 'object' && value !== null && value.constructor === Object);
const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  return isNode(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)]))
    : value;
};

/** A place in the document: a property, or an index of an array. */
interface Place {
  readonly node: Node;
  readonly key: string;
}

class Patching {
  readonly #target: Target;
  readonly #document: Dto;

  constructor(target: Target, document: Dto) {
    this.#target = target;
    this.#document = document;
  }

  #invalid(detail: string): Refusal {
    return refusal(400, this.#target.title, `${this.#target.dto}: ${detail}`);
  }

  #missing(segment: string): Refusal {
    return this.#invalid(`The target location specified by path segment '${segment}' was not found.`);
  }

  /** Follows a path whose property names may be written in any case. */
  #find(pointer: string): Place {
    const segments = pointer
      .slice(1)
      .split('/')
      .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
    let node: Node = this.#document;
    let names: readonly string[] = this.#target.names;
    for (const [index, segment] of segments.entries()) {
      const key: string | undefined = Array.isArray(node)
        ? this.#index(node, segment)
        : names.find((name) => name.toLowerCase() === segment.toLowerCase());
      if (key === undefined) throw this.#missing(segment);
      if (index === segments.length - 1) return { node, key };
      const next = this.#read({ node, key });
      if (!isNode(next)) throw this.#missing(segments[index + 1] ?? segment);
      node = next;
      names = this.#target.inside[key] ?? [];
    }
    throw this.#missing(pointer);
  }

  #index(list: readonly unknown[], segment: string): string | undefined {
    return segment === '-' || (/^\d+$/.test(segment) && Number(segment) <= list.length) ? segment : undefined;
  }

  #read({ node, key }: Place): unknown {
    if (!Array.isArray(node)) return node[key] ?? null;
    const index = key === '-' ? node.length - 1 : Number(key);
    if (index < 0 || index >= node.length) throw this.#missing(key);
    return node[index];
  }

  #write({ node, key }: Place, value: unknown, inserts: boolean): void {
    if (!Array.isArray(node)) node[key] = value;
    else if (inserts) node.splice(key === '-' ? node.length : Number(key), 0, value);
    else node[this.#existing(node, key)] = value;
  }

  #remove({ node, key }: Place): void {
    if (Array.isArray(node)) node.splice(this.#existing(node, key), 1);
    else node[key] = null;
  }

  #existing(list: readonly unknown[], key: string): number {
    const index = key === '-' ? list.length - 1 : Number(key);
    if (index < 0 || index >= list.length) throw this.#missing(key);
    return index;
  }

  apply(operation: JsonPatch[number]): void {
    const place = this.#find(operation.path);
    if (operation.op === 'remove') this.#remove(place);
    else if (operation.op === 'copy' || operation.op === 'move') {
      const from = this.#find(operation.from);
      const value = copyOf(this.#read(from));
      if (operation.op === 'move') this.#remove(from);
      this.#write(place, value, true);
    } else if (operation.op === 'test') {
      const [path, expected] = [operation.path.slice(1), writeJson(operation.value)];
      if (writeJson(this.#read(place)) !== expected)
        throw this.#invalid(`The current value at path '${path}' is not equal to the test value ${expected}.`);
    } else this.#write(place, operation.value, operation.op === 'add');
  }
}

/**
 * Applies a patch to the fields of an object that an answer shows, and returns the changed fields, typed.
 * Refuses (400) unknown paths, failed tests and values of another type; a refusal changes nothing.
 */
export function patched<T extends object>(target: Target, shown: Dto, operations: JsonPatch, shape: z.ZodType<T>): T {
  const visible = (names: readonly string[], from: Dto): Dto =>
    Object.fromEntries(
      names.map((name) => {
        const value = from[name] ?? null;
        const inside = target.inside[name];
        return [name, inside && isNode(value) && !Array.isArray(value) ? visible(inside, value) : copyOf(value)];
      }),
    );
  const before = visible(target.names, shown);
  const after = visible(target.names, shown);
  const patching = new Patching(target, after);
  for (const operation of operations) patching.apply(operation);
  const changes = Object.fromEntries(
    Object.entries(after).filter(([name, value]) => writeJson(value) !== writeJson(before[name])),
  );
  const parsed = shape.safeParse(changes);
  if (parsed.success) return parsed.data;
  const invalidField = String(parsed.error.issues[0]?.path[0]);
  const value = writeJson(changes[invalidField]).replaceAll('"', '');
  throw refusal(400, target.title, `${target.dto}: The value '${value}' is invalid for target location.`);
}
