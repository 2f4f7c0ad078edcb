import { browserProofHeader, browserTokenHeader, browserTokenSeconds, browserTokenType } from '@kontor/shared/browser';
import { fileAnswer } from '@kontor/shared/api/files';
import { eventsAnswer } from '@kontor/shared/api/events';
import { resultsAnswer } from '@kontor/shared/api/results';
import { webhookAnswer } from '@kontor/shared/api/webhooks';
import { identityAnswer, nonce, pairAnswer, pairRequest } from '@kontor/shared/pairing';
import { problem } from '@kontor/shared/problem';
import { proofHeader } from '@kontor/shared/proof';
import { alarmBody } from '../alarms/notice.ts';
import { signatureHeader } from '../alarms/webhook.ts';
import { readerTokenSeconds } from '../auth/readers.ts';
import { scopesOf } from '../auth/scopes.ts';
import type { Operation } from '../operations/operation.ts';
import { eventsBody, eventSchemas } from './event-schemas.ts';
import {
  callersOf,
  jsonSchemaOf,
  type AnswerHeader,
  type Endpoint,
  type JsonSchema,
  type Parameter,
} from './openapi-endpoint.ts';
import { officeEndpoints } from './openapi-office.ts';

/** Which inputs of an operation a request has in its path, its query and its body. */
function placesOf({ path, method, input }: Operation): { path: string[]; query: string[]; body: string[] } {
  const names = Object.keys(input.shape);
  const inPath = names.filter((name) => path.includes(`{${name}}`));
  const others = names.filter((name) => !inPath.includes(name));
  return { path: inPath, query: method === 'post' ? [] : others, body: method === 'post' ? others : [] };
}

/** What a request may have in place of, or beside, a proof: the names of security schemes. */
type Security = Partial<Record<'proof' | 'browserToken' | 'browserProof' | 'officeKey' | 'readerToken', []>>;

/** How a request is signed. */
const signed: Security[] = [{ proof: [] }, { browserToken: [], browserProof: [] }];

/** The parts of the document that other code reads. */
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
        /** Present where a request may lack a proof; empty where it needs nothing else either. */
        security?: readonly Partial<
          Record<'proof' | 'browserToken' | 'browserProof' | 'officeKey' | 'readerToken', []>
        >[];
        parameters: Parameter[];
        requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
        responses: {
          200: {
            description: string;
            headers?: Record<string, AnswerHeader>;
            content: Record<string, { schema: JsonSchema }>;
          };
          default: unknown;
        };
      }
    >
  >;
}

/**
 * The bridge's HTTP interface as an OpenAPI 3.1 document, made from the schemas that requests and answers are parsed
 * by.
 */
export function openApiOf(operations: readonly Operation[], publicUrl: string): OpenApi & JsonSchema {
  const endpoints = [
    intake,
    file,
    webhook,
    results,
    ...officeEndpoints,
    identity,
    pairing,
    ...operations.map(endpointOf),
  ];
  const paths: OpenApi['paths'] = {};
  for (const { path, method, operationId, summary, callers, parameters, body, answer, ...endpoint } of endpoints) {
    const {
      isOpen,
      isOfOffice,
      isForReaders,
      headers,
      mediaType = 'application/json',
      bodyType = 'application/json',
    } = endpoint;
    paths[path] = {
      ...paths[path],
      [method]: {
        operationId,
        summary,
        description: callers,
        ...(isOpen ? { security: [] } : {}),
        ...(isOfOffice ? { security: [{ officeKey: [] }] } : {}),
        ...(isForReaders ? { security: [...signed, { readerToken: [] }] } : {}),
        parameters,
        ...(body === null ? {} : { requestBody: { required: true, content: { [bodyType]: { schema: body } } } }),
        responses: {
          200: {
            description: 'Done.',
            ...(headers ? { headers } : {}),
            content: { [mediaType]: { schema: answer } },
          },
          default: {
            description: 'Why the request was refused: code, cause and what to do.',
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
    security: signed,
    paths,
    webhooks: { alarm },
    components: {
      schemas: { Problem: jsonSchemaOf(problem, 'output'), ...eventSchemas },
      securitySchemes: {
        proof: {
          type: 'apiKey',
          in: 'header',
          name: proofHeader,
          description: [
            'A compact JWS (Ed25519, typ kontor-request+jws) over issuer, address, time, method and SHA-256 of the',
            'body. Each request needs a new one. A shop may name the admin for whom it asks (act).',
          ].join(' '),
        },
        officeKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'The key of an office, which kontor office-key create makes for one connection.',
        },
        readerToken: {
          type: 'http',
          scheme: 'bearer',
          description: `A token that a shop gets with a signed request. It reads views for ${readerTokenSeconds} seconds.`,
        },
        browserToken: {
          type: 'apiKey',
          in: 'header',
          name: browserTokenHeader,
          description: [
            `A compact JWS (Ed25519, typ ${browserTokenType}) that the shop signs for one user's browser.`,
            `It is valid for ${browserTokenSeconds} seconds, below the shop's own address,`,
            'and only together with browserProof.',
          ].join(' '),
        },
        browserProof: {
          type: 'apiKey',
          in: 'header',
          name: browserProofHeader,
          description: [
            "A DPoP proof (RFC 9449, ES256) by the browser's key. Each request needs a new one.",
            'Besides the claims of the RFC it has pq (path and query as they are sent) and bh (SHA-256 of the body).',
          ].join(' '),
        },
      },
    },
  };
}

function endpointOf(operation: Operation): Endpoint {
  const { command, summary, method, path, scope, input, answer } = operation;
  const places = placesOf(operation);
  const { properties = {}, required = [] } = jsonSchemaOf(input, 'input') as {
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
    isForReaders: scopesOf.reader.has(scope),
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
    answer: jsonSchemaOf(answer, 'output'),
  };
}

/** The webhook that the bridge itself sends: alarms, to a receiver of the operator. */
const alarm = {
  post: {
    operationId: 'alarm',
    summary: 'The message that KONTOR_ALARM_WEBHOOK receives when an alarm begins and when it ends.',
    description: 'A status below 300 confirms the message. After any other status, or no answer, it is sent again.',
    security: [],
    parameters: [
      {
        name: signatureHeader,
        in: 'header',
        required: false,
        description: 'sha256= followed by the HMAC-SHA256 of the body with KONTOR_ALARM_SECRET, in hexadecimal digits.',
        schema: { type: 'string' },
      },
    ],
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchemaOf(alarmBody, 'output') } } },
    responses: { '2XX': { description: 'The message has arrived.' } },
  },
};

const results: Endpoint = {
  method: 'get',
  path: '/v1/shops/{shop}/results',
  summary: "The state of the shop's documents that changed since the cursor, oldest change first.",
  operationId: 'results',
  callers: callersOf({ scope: 'results:read', path: '/v1/shops/{shop}/results' }),
  body: null,
  answer: jsonSchemaOf(resultsAnswer, 'output'),
  parameters: [
    { name: 'shop', in: 'path', required: true, schema: { type: 'string' } },
    {
      name: 'after',
      in: 'query',
      required: false,
      description: 'The cursor of the previous answer. Without it, the answer begins with the first document.',
      schema: { type: 'string' },
    },
  ],
};

const intake: Endpoint = {
  method: 'post',
  path: '/v1/shops/{shop}/events',
  summary: 'Takes in orders. The answer has one outcome for each event, and is sent after the commit.',
  operationId: 'events',
  callers: callersOf({ scope: 'events:write', path: '/v1/shops/{shop}/events' }),
  parameters: [{ name: 'shop', in: 'path', required: true, schema: { type: 'string' } }],
  body: eventsBody,
  answer: jsonSchemaOf(eventsAnswer, 'output'),
};

const file: Endpoint = {
  method: 'put',
  path: '/v1/shops/{shop}/files/{sha256}',
  summary: 'Takes in a file that an order names, of at most 10 MB: PDF, JPEG, PNG, TIFF or HEIC.',
  operationId: 'file',
  callers: callersOf({ scope: 'events:write', path: '/v1/shops/{shop}/files/{sha256}' }),
  parameters: [
    { name: 'shop', in: 'path', required: true, schema: { type: 'string' } },
    {
      name: 'sha256',
      in: 'path',
      required: true,
      description: 'The SHA-256 of the bytes, in lower-case hexadecimal digits.',
      schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    },
  ],
  bodyType: 'application/octet-stream',
  body: { type: 'string', format: 'binary' },
  answer: jsonSchemaOf(fileAnswer, 'output'),
};

const webhook: Endpoint = {
  method: 'post',
  path: '/v1/shops/{shop}/webhooks/woocommerce',
  summary: "Takes a delivery of one of WooCommerce's own webhooks. kontor shop webhooks sets them up.",
  operationId: 'webhook',
  callers: 'Callers: the shop, which signs with the secret of its webhooks (X-WC-Webhook-Signature).',
  isOpen: true,
  parameters: [{ name: 'shop', in: 'path', required: true, schema: { type: 'string' } }],
  body: { $ref: '#/components/schemas/WooCommerceOrder' },
  answer: jsonSchemaOf(webhookAnswer, 'output'),
};

const identity: Endpoint = {
  method: 'get',
  path: '/v1/identity',
  summary: "The bridge's own key, and a token that it signs for the nonce.",
  operationId: 'identity',
  callers: 'Callers: anybody.',
  isOpen: true,
  parameters: [
    {
      name: 'nonce',
      in: 'query',
      required: true,
      description: 'A random text, different in each request.',
      schema: jsonSchemaOf(nonce, 'input'),
    },
  ],
  body: null,
  answer: jsonSchemaOf(identityAnswer, 'output'),
};

const pairing: Endpoint = {
  method: 'post',
  path: '/v1/pairings/{pairing}/pair',
  summary: 'Pairs a shop with the secret of its pairing code. The same secret with the same key may be sent again.',
  operationId: 'pairing',
  callers: 'Callers: whoever has the secret.',
  isOpen: true,
  parameters: [{ name: 'pairing', in: 'path', required: true, schema: { type: 'string' } }],
  body: jsonSchemaOf(pairRequest, 'input'),
  answer: jsonSchemaOf(pairAnswer, 'output'),
};
