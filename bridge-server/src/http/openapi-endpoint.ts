import { z } from 'zod';
import { allowedHolders } from '../auth/admit.ts';
import type { Scope } from '../auth/scopes.ts';

export type JsonSchema = Record<string, unknown>;
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}
/** A header of an answer. */
export interface AnswerHeader {
  description: string;
  schema: JsonSchema;
}
/** One request of the interface, as its entry in the document is made from it. */
export interface Endpoint {
  method: string;
  path: string;
  summary: string;
  operationId: string;
  /** Who may send the request, in words. */
  callers: string;
  /** True for a request that needs no proof. */
  isOpen?: boolean;
  /** True for a request of an office, which has a key instead of a proof. */
  isOfOffice?: boolean;
  /** A reader token is enough. */
  isForReaders?: boolean;
  /** The type of the answer; JSON where left out. */
  mediaType?: string;
  /** The headers of the answer that mean something, by their names. */
  headers?: Readonly<Record<string, AnswerHeader>>;
  /** The type of the body; JSON where left out. */
  bodyType?: string;
  parameters: Parameter[];
  body: JsonSchema | null;
  answer: JsonSchema;
}

/** The JSON schema of what goes in or out. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // JSON has no dates, so an answer writes a date as text.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  });

/** Who may send a request, in words. */
export const callersOf = (request: { scope: Scope; path: string }): string =>
  `Callers: ${allowedHolders(request).join(', ')}. Scope: ${request.scope}.`;
