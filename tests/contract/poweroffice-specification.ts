import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject } from 'ajv';

type Json = Record<string, unknown>;

/** An operation of the vendor's file. Schemas are addressed by pointer, so that ajv resolves their references. */
interface Operation {
  readonly method: string;
  readonly segments: readonly string[];
  /** The query parameters, each with the pointer to its schema. */
  readonly query: ReadonlyMap<string, string>;
  /** Pointer to the schema of a JSON body; null where the operation takes none or no JSON. */
  readonly request: string | null;
  /** The statuses (or `default`), each with the pointer to the schema of its body; null: the answer has no body. */
  readonly answers: ReadonlyMap<string, string | null>;
  /** Any of these privileges allows the operation; its summary names them. */
  readonly roles: readonly string[];
}

/** The vendor's own description of its API, against which exchanges are checked. */
export interface Specification {
  readonly operations: readonly Operation[];
  /** The faults of a value against the schema at a pointer. */
  readonly validate: (pointer: string, value: unknown) => readonly string[];
  /** The names of all properties of a named schema. */
  readonly propertiesOf: (schema: string) => readonly string[];
  /** The names of the schema's properties that are not read-only. */
  readonly writablePropertiesOf: (schema: string) => readonly string[];
  /** The privileges that allow an operation. Throws when the file does not have the operation. */
  readonly rolesOf: (method: string, path: string) => readonly string[];
}

/** A request and its answer. A body is JSON text, or the parsed value; an empty or absent body counts as none. */
export interface SpokenExchange {
  readonly method: string;
  /** The path with `/v2` and without the query. */
  readonly path: string;
  readonly query?: string | Readonly<Record<string, string>>;
  readonly requestBody?: unknown;
  readonly status: number;
  readonly responseBody?: unknown;
}

/** A departure from the specification, in the request or in the answer. */
export interface Fault {
  readonly in: 'request' | 'answer';
  readonly message: string;
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const escape = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const pointer = (...parts: readonly string[]): string => `#/${parts.map(escape).join('/')}`;

const formats: Readonly<Record<string, RegExp | true>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  int32: true,
  int64: true,
  double: true,
  binary: true,
};

/** Turns `nullable` of OpenAPI 3.0 into JSON Schema: null becomes part of the type and of the enumeration. */
function asJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Json;
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'example' ? value : asJsonSchema(value)]),
  );
  if (nullable !== true || typeof copy['type'] !== 'string') return copy;
  return {
    ...copy,
    type: [copy['type'], 'null'],
    ...(Array.isArray(copy['enum']) && { enum: [...(copy['enum'] as unknown[]), null] }),
  };
}

function queryOf(document: Json, at: readonly string[], parameters: readonly unknown[]): Map<string, string> {
  const names = new Map<string, string>();
  parameters.forEach((parameter, index) => {
    const { in: where, name, schema } = object(parameter);
    if (where !== 'query' || typeof name !== 'string') return;
    const reference = object(schema)['$ref'];
    const shared = typeof reference === 'string' ? (reference.split('/').at(-1) ?? '') : '';
    const properties = object(object(object(object(document['components'])['schemas'])[shared])['properties']);
    // An object in the query has one parameter for each of its properties (form style, exploded).
    const writable = Object.entries(properties)
      .filter(([, property]) => object(property)['readOnly'] !== true)
      .map(([key]) => key);
    for (const key of writable) names.set(key, pointer('components', 'schemas', shared, 'properties', key));
    if (writable.length === 0) names.set(name, pointer(...at, 'parameters', String(index), 'schema'));
  });
  return names;
}

const jsonOf = (holder: Json): string | undefined =>
  Object.keys(object(holder['content'])).find((type) => type.includes('json'));

function operationsOf(document: Json, prefix: string): Operation[] {
  return Object.entries(object(document['paths'])).flatMap(([path, item]) =>
    Object.entries(object(item)).map(([method, operation]) => {
      const at = ['paths', path, method];
      const described = object(operation);
      const body = jsonOf(object(described['requestBody']));
      const answers = Object.entries(object(described['responses'])).map(([status, answer]) => {
        const type = jsonOf(object(answer));
        return [
          status,
          type === undefined ? null : pointer(...at, 'responses', status, 'content', type, 'schema'),
        ] as const;
      });
      return {
        method: method.toUpperCase(),
        segments: `${prefix}${path}`.toLowerCase().split('/'),
        query: queryOf(document, at, Array.isArray(described['parameters']) ? described['parameters'] : []),
        request: body === undefined ? null : pointer(...at, 'requestBody', 'content', body, 'schema'),
        answers: new Map(answers),
        roles:
          /\(Auth roles?: ([^)]*)\)/
            .exec(String(described['summary']))?.[1]
            ?.split(',')
            .map((role) => role.trim()) ?? [],
      };
    }),
  );
}

const faultText = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath || '(whole)'} ${message ?? ''} ${JSON.stringify(params)}`;

/** Makes a specification of one OpenAPI 3.0 document whose paths begin under `prefix`. */
export function specificationOf(document: Json, prefix: string): Specification {
  // The file says that the value of a JSON Patch operation is an object, although its own examples have text there.
  const patch = object(object(object(object(document['components'])['schemas'])['Operation'])['properties']);
  if ('value' in patch) patch['value'] = {};
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  ajv.addSchema({ ...object(asJsonSchema(document)), $id: 'vendor' });
  const operations = operationsOf(document, prefix);
  const properties = (schema: string): Json =>
    object(object(object(object(document['components'])['schemas'])[schema])['properties']);
  return {
    operations,
    propertiesOf: (schema) => Object.keys(properties(schema)),
    writablePropertiesOf: (schema) =>
      Object.entries(properties(schema))
        .filter(([, property]) => object(property)['readOnly'] !== true)
        .map(([name]) => name),
    rolesOf: (method, path) => {
      const operation = find(operations, method, path);
      if (!operation) throw new Error(`${method} ${path} is not a documented operation.`);
      return operation.roles;
    },
    validate: (at, value) => {
      const check = ajv.getSchema(`vendor${at}`);
      if (!check) throw new Error(`The specification has nothing at ${at}.`);
      return check(value) ? [] : (check.errors ?? []).map(faultText);
    },
  };
}

const folder = (): string =>
  process.env['KONTOR_SPECS'] ?? fileURLToPath(new URL('../../../shared/specs', import.meta.url));

function load(file: string, prefix: string): Specification | null {
  const path = join(folder(), 'poweroffice-go-v2', file);
  if (existsSync(path)) return specificationOf(object(JSON.parse(readFileSync(path, 'utf8'))), prefix);
  console.warn(
    `PowerOffice's specification is not checked: there is no ${path}. ` +
      'KONTOR_SPECS may name the folder of specifications.',
  );
  return null;
}

/** The specification of the API, if its file lies beside the project. Null, with the reason printed, if not. */
export const loadPowerOfficeSpecification = (): Specification | null => load('openapi.connector-subset.json', '/v2');

/** The specification of the token endpoint, as above. */
export const loadPowerOfficeAuthSpecification = (): Specification | null =>
  load('auth-endpoint.openapi.json', '/OAuth');

function find(operations: readonly Operation[], method: string, path: string): Operation | undefined {
  const parts = path.toLowerCase().split('/');
  const matches = operations.filter(
    ({ segments, method: documented }) =>
      documented === method.toUpperCase() &&
      segments.length === parts.length &&
      segments.every((segment, index) => (segment.startsWith('{') ? parts[index] !== '' : segment === parts[index])),
  );
  // A literal path (…/sentState) takes precedence over a path with a placeholder.
  const placeholders = ({ segments }: Operation): number =>
    segments.filter((segment) => segment.startsWith('{')).length;
  return matches.toSorted((a, b) => placeholders(a) - placeholders(b))[0];
}

const isNone = (body: unknown): boolean => body === undefined || body === null || body === '';

function parsed(body: unknown): { readonly value: unknown } | null {
  if (typeof body !== 'string') return { value: body };
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    return null;
  }
}

/** The values that the text of a query parameter may stand for. */
function typed(text: string): readonly unknown[] {
  const others = text === 'true' || text === 'false' ? [text === 'true'] : /^-?\d+$/.test(text) ? [Number(text)] : [];
  return [text, ...others];
}

function faultsOfQuery(specification: Specification, operation: Operation, query: SpokenExchange['query']): string[] {
  return [...new URLSearchParams(query)].flatMap(([name, text]) => {
    const at = operation.query.get(name);
    if (at === undefined) return [`query parameter '${name}' is not documented`];
    const fits = typed(text).some((value) => specification.validate(at, value).length === 0);
    return fits ? [] : [`query parameter '${name}' may not be '${text}'`];
  });
}

function faultsOfBody(specification: Specification, at: string | null, body: unknown): readonly string[] {
  if (at === null) return isNone(body) ? [] : ['a body where the specification has none'];
  if (isNone(body)) return ['no body where the specification has one'];
  const json = parsed(body);
  return json ? specification.validate(at, json.value) : ['the body is not JSON'];
}

function faultsOfAnswer(
  specification: Specification,
  operation: Operation,
  status: number,
  body: unknown,
): readonly string[] {
  const at = operation.answers.get(String(status));
  if (status < 400)
    return at === undefined ? [`status ${status} is not documented`] : faultsOfBody(specification, at, body);
  if (at === undefined && !operation.answers.has('default')) return [`status ${status} is not documented`];
  // Without a schema the file says nothing about the body of a refusal; the gateway writes bodies of its own.
  return at ? faultsOfBody(specification, at, body) : [];
}

/**
 * Checks an exchange against the specification: the operation exists, its query parameters are documented, bodies have
 * the documented shape, the status is documented, and 204 has no body. Returns every fault.
 */
export function checkExchange(specification: Specification, exchange: SpokenExchange): readonly Fault[] {
  const { method, path, query, requestBody, status, responseBody } = exchange;
  const operation = find(specification.operations, method, path);
  if (!operation) return [{ in: 'request', message: `${method} ${path} is not a documented operation` }];
  // A token request is a form and not JSON, and the file of the token endpoint has no schema for it.
  const isForm = operation.request === null && path.toLowerCase().startsWith('/oauth/');
  const bodyFaults = isForm ? [] : faultsOfBody(specification, operation.request, requestBody);
  return [
    ...[...faultsOfQuery(specification, operation, query), ...bodyFaults].map((message) => ({
      in: 'request' as const,
      message,
    })),
    ...faultsOfAnswer(specification, operation, status, responseBody).map((message) => ({
      in: 'answer' as const,
      message,
    })),
  ];
}
