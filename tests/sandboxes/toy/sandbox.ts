import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { listen } from '../kit/server.ts';

/** A document as the toy vendor holds it. */
export interface ToyDocument {
  id: string;
  number: string;
  key: string;
  total: number;
  signed: boolean;
}

const NewDocument = z.object({ key: z.string(), total: z.number().int() });

/** The toy vendor over HTTP. With `refuses` it answers a second document of the same key with 409 and the first one. */
export async function startToySandbox({ refuses }: { refuses: boolean }) {
  let documents: ToyDocument[] = [];

  const answerTo = (method: string, url: URL, body: string): { status: number; body: unknown } => {
    if (url.pathname === '/company') return { status: 200, body: { currency: 'NOK' } };
    if (url.pathname === '/documents' && method === 'GET')
      return { status: 200, body: documents.filter(({ key }) => key === url.searchParams.get('key')) };
    if (url.pathname === '/documents' && method === 'POST') {
      const request = NewDocument.parse(JSON.parse(body));
      const existing = documents.find(({ key }) => key === request.key);
      if (existing && refuses) return { status: 409, body: existing };
      const id = `d${documents.length + 1}`;
      const document = { ...request, id, number: id, signed: false };
      documents = [...documents, document];
      return { status: 201, body: document };
    }
    const signing = /^\/documents\/([^/]+)\/signature$/.exec(url.pathname);
    const document = documents.find(({ key }) => key === decodeURIComponent(signing?.[1] ?? ''));
    if (!document || method !== 'POST') return { status: 404, body: {} };
    document.signed = true;
    return { status: 200, body: document };
  };

  const app: RequestListener = (request, response) => {
    void text(request).then((body) => {
      const answer = answerTo(request.method ?? '', new URL(request.url ?? '/', 'http://toy'), body);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  };
  return {
    ...(await listen(app, 0, new AbortController())),
    /** All documents that the vendor holds. */
    documents: (): readonly ToyDocument[] => documents,
    reset(): void {
      documents = [];
    },
  };
}
export type ToySandbox = Awaited<ReturnType<typeof startToySandbox>>;
