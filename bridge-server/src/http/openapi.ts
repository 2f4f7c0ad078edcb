import { z } from 'zod';
import { browserProofHeader, browserTokenHeader, browserTokenSeconds, browserTokenType } from '@kontor/shared/browser';
import { eventsAnswer } from '@kontor/shared/api/events';
import { resultsAnswer } from '@kontor/shared/api/results';
import { identityAnswer, nonce, pairAnswer, pairRequest } from '@kontor/shared/pairing';
import { problem } from '@kontor/shared/problem';
import { proofHeader } from '@kontor/shared/proof';
import { alarmBody } from '../alarms/notice.ts';
import { signatureHeader } from '../alarms/webhook.ts';
import { holdersThatMay } from '../auth/admit.ts';
import type { Scope } from '../auth/scopes.ts';
import type { Operation } from '../operations/operation.ts';
import { eventsBody, eventSchemas } from './event-schemas.ts';

/** Where an input of an operation stands in a request. */
export function placesOf({ path, method, input }: Operation): { path: string[]; query: string[]; body: string[] } {
  const names = Object.keys(input.shape);
  const inPath = names.filter((name) => path.includes(`{${name}}`));
  const others = names.filter((name) => !inPath.includes(name));
  return { path: inPath, query: method === 'post' ? [] : others, body: method === 'post' ? others : [] };
}

type JsonSchema = Record<string, unknown>;
interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}
interface Described {
  method: string;
  path: string;
  summary: string;
  operationId: string;
  callers: string;
  /** Left out where a request is signed. */
  isOpen?: boolean;
  parameters: Parameter[];
  body: JsonSchema | null;
  answer: JsonSchema;
}

/** The document as far as it is made here. */
export interface OpenApi {
  info: { title: string; version: string; description: string };
  components: { schemas: Record<string, JsonSchema>; securitySchemes: JsonSchema };
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        summary: string;
        description: string;
        /** Empty where a request needs no proof. */
        security?: [];
        parameters: Parameter[];
        requestBody?: { required: boolean; content: { 'application/json': { schema: JsonSchema } } };
        responses: {
          200: { description: string; content: { 'application/json': { schema: JsonSchema } } };
          default: unknown;
        };
      }
    >
  >;
}

/** The bridge's HTTP interface as an OpenAPI 3.1 document, made from the schemas that requests and answers are parsed by. */
export function openApiOf(operations: readonly Operation[], publicUrl: string): OpenApi & JsonSchema {
  const described = [intake, results, identity, pairing, ...operations.map(describe)];
  const paths: OpenApi['paths'] = {};
  for (const one of described) {
    paths[one.path] = {
      ...paths[one.path],
      [one.method]: {
        operationId: one.operationId,
        summary: one.summary,
        description: one.callers,
        ...(one.isOpen ? { security: [] } : {}),
        parameters: one.parameters,
        ...(one.body === null
          ? {}
          : { requestBody: { required: true, content: { 'application/json': { schema: one.body } } } }),
        responses: {
          200: { description: 'Done.', content: { 'application/json': { schema: one.answer } } },
          default: {
            description: 'Why not: code, cause and what to do.',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Kontor', version: '1', description: 'The bridge between a WooCommerce shop and the office.' },
    servers: [{ url: publicUrl }],
    security: [{ proof: [] }, { browserToken: [], browserProof: [] }],
    paths,
    webhooks: { alarm },
    components: {
      schemas: { Problem: schemaOf(problem, 'output'), ...eventSchemas },
      securitySchemes: {
        proof: {
          type: 'apiKey',
          in: 'header',
          name: proofHeader,
          description:
            'A compact JWS (Ed25519, typ kontor-request+jws) over issuer, address, time, method and SHA-256 of the body, made anew for each request. A shop may name an admin for whom it asks (act).',
        },
        browserToken: {
          type: 'apiKey',
          in: 'header',
          name: browserTokenHeader,
          description: `A compact JWS (Ed25519, typ ${browserTokenType}) that the shop signs for one user's browser, for ${browserTokenSeconds} seconds. It counts below the shop's own address, together with browserProof.`,
        },
        browserProof: {
          type: 'apiKey',
          in: 'header',
          name: browserProofHeader,
          description:
            "A DPoP proof (RFC 9449, ES256) by the browser's key, made anew for each request, with the claims pq (path and query as they are sent) and bh (SHA-256 of the body) besides those of the RFC.",
        },
      },
    },
  };
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // Dates leave as text.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  });

const callersOf = (asked: { scope: Scope; path: string }): string =>
  `Asked by: ${holdersThatMay(asked).join(', ')}. Scope: ${asked.scope}.`;

function describe(operation: Operation): Described {
  const { command, summary, method, path, scope, input, answer } = operation;
  const places = placesOf(operation);
  const { properties = {}, required = [] } = schemaOf(input, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const parameter =
    (where: 'path' | 'query') =>
    (name: string): Parameter => {
      const { description, ...schema } = properties[name] ?? {};
      return {
        name,
        in: where,
        required: where === 'path' || required.includes(name),
        ...(typeof description === 'string' ? { description } : {}),
        schema,
      };
    };
  return {
    method,
    path,
    summary,
    operationId: command.replaceAll(' ', '-'),
    callers: callersOf({ scope, path }),
    parameters: [...places.path.map(parameter('path')), ...places.query.map(parameter('query'))],
    body:
      method !== 'post'
        ? null
        : {
            type: 'object',
            additionalProperties: false,
            required: required.filter((name) => places.body.includes(name)),
            properties: Object.fromEntries(places.body.map((name) => [name, properties[name]])),
          },
    answer: schemaOf(answer, 'output'),
  };
}

/** What the bridge sends by itself: the operator's own receiver is told of alarms. */
const alarm = {
  post: {
    operationId: 'alarm',
    summary: 'What KONTOR_ALARM_WEBHOOK is sent when something begins to be wrong, and when it is over.',
    description: 'Any answer below 300 says that it has arrived. After any other, and after none, it is sent again.',
    security: [],
    parameters: [
      {
        name: signatureHeader,
        in: 'header',
        required: false,
        description: 'sha256= and the HMAC-SHA256 of the body by KONTOR_ALARM_SECRET, in hexadecimal digits.',
        schema: { type: 'string' },
      },
    ],
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(alarmBody, 'output') } } },
    responses: { '2XX': { description: 'It has arrived.' } },
  },
};

const results: Described = {
  method: 'get',
  path: '/v1/shops/{shop}/results',
  summary: "How the shop's documents stand: what changed since the cursor, oldest change first.",
  operationId: 'results',
  callers: callersOf({ scope: 'results:read', path: '/v1/shops/{shop}/results' }),
  body: null,
  answer: schemaOf(resultsAnswer, 'output'),
  parameters: [
    { name: 'shop', in: 'path', required: true, schema: { type: 'string' } },
    {
      name: 'after',
      in: 'query',
      required: false,
      description: 'The cursor of the last answer; without it from the beginning.',
      schema: { type: 'string' },
    },
  ],
};

const intake: Described = {
  method: 'post',
  path: '/v1/shops/{shop}/events',
  summary: 'Takes orders in: one outcome for each event, committed before the answer.',
  operationId: 'events',
  callers: callersOf({ scope: 'events:write', path: '/v1/shops/{shop}/events' }),
  parameters: [{ name: 'shop', in: 'path', required: true, schema: { type: 'string' } }],
  body: eventsBody,
  answer: schemaOf(eventsAnswer, 'output'),
};

const identity: Described = {
  method: 'get',
  path: '/v1/identity',
  summary: "The bridge's own key, and what it signs for the nonce.",
  operationId: 'identity',
  callers: 'Asked by: anybody.',
  isOpen: true,
  parameters: [
    {
      name: 'nonce',
      in: 'query',
      required: true,
      description: 'Chosen anew for each question.',
      schema: schemaOf(nonce, 'input'),
    },
  ],
  body: null,
  answer: schemaOf(identityAnswer, 'output'),
};

const pairing: Described = {
  method: 'post',
  path: '/v1/pairings/{pairing}/pair',
  summary: 'Pairs a shop with the secret of its pairing code; the same secret with the same key may be sent again.',
  operationId: 'pairing',
  callers: 'Asked by: whoever has the secret.',
  isOpen: true,
  parameters: [{ name: 'pairing', in: 'path', required: true, schema: { type: 'string' } }],
  body: schemaOf(pairRequest, 'input'),
  answer: schemaOf(pairAnswer, 'output'),
};
