import {
  acknowledgementAnswer,
  acknowledgementBody,
  attachmentsHeader,
  offeredDocuments,
} from '@kontor/shared/api/handover';
import { callersOf, jsonSchemaOf, type Endpoint, type Parameter } from './openapi-endpoint.ts';

const documentsPath = '/v1/shops/{shop}/connections/{connection}/documents';
const placeOfDocuments = ['shop', 'connection'].map((name): Parameter => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
}));
const placeOfDocument: Parameter[] = [
  ...placeOfDocuments,
  { name: 'document', in: 'path', required: true, schema: { type: 'integer' } },
];
const officeEndpoint = { callers: callersOf({ scope: 'documents:fetch', path: documentsPath }), isOfOffice: true };

/** The requests of an office that fetches its documents. */
export const officeEndpoints: readonly Endpoint[] = [
  {
    ...officeEndpoint,
    method: 'get',
    path: documentsPath,
    summary: 'The documents that the office may fetch now, oldest first.',
    operationId: 'documents',
    parameters: placeOfDocuments,
    body: null,
    answer: jsonSchemaOf(offeredDocuments, 'output'),
  },
  {
    ...officeEndpoint,
    method: 'get',
    path: `${documentsPath}/{document}`,
    summary: 'One document. Fetched again, its bytes are the same.',
    operationId: 'document',
    parameters: placeOfDocument,
    body: null,
    mediaType: 'application/xml',
    headers: {
      [attachmentsHeader]: {
        description:
          'The attachments of the document: the SHA-256 of each, with commas between them. Absent if it has none.',
        schema: { type: 'string' },
      },
    },
    answer: { type: 'string', format: 'binary' },
  },
  {
    ...officeEndpoint,
    method: 'get',
    path: `${documentsPath}/{document}/attachments/{sha256}`,
    summary: 'A file that the document names, such as a scan.',
    operationId: 'attachment',
    parameters: [...placeOfDocument, { name: 'sha256', in: 'path', required: true, schema: { type: 'string' } }],
    body: null,
    mediaType: '*/*',
    answer: { type: 'string', format: 'binary' },
  },
  {
    ...officeEndpoint,
    method: 'post',
    path: `${documentsPath}/{document}/acknowledgement`,
    summary: 'Accepts or refuses a fetched document. The same acknowledgement again changes nothing.',
    operationId: 'acknowledgement',
    parameters: placeOfDocument,
    body: jsonSchemaOf(acknowledgementBody, 'input'),
    answer: jsonSchemaOf(acknowledgementAnswer, 'output'),
  },
];
