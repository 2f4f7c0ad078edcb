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

const made = z.object({ key: z.string(), total: z.number().int() });

/** The toy vendor over HTTP. `refuses`: whether it refuses a second document with a key, and then shows the first. */
export async function startToySandbox({ refuses }: { refuses: boolean }) {
  let documents: ToyDocument[] = [];

  const answerTo = (method: string, url: URL, body: string): { status: number; body: unknown } => {
    if (url.pathname === '/company') return { status: 200, body: { currency: 'NOK' } };
    if (url.pathname === '/documents' && method === 'GET')
      return { status: 200, body: documents.filter(({ key }) => key === url.searchParams.get('key')) };
    if (url.pathname === '/documents' && method === 'POST') {
      const given = made.parse(JSON.parse(body));
      const held = documents.find(({ key }) => key === given.key);
      if (held && refuses) return { status: 409, body: held };
      const id = `d${documents.length + 1}`;
      const document = { ...given, id, number: id, signed: false };
      documents = [...documents, document];
      return { status: 201, body: document };
    }
    const signing = /^\/documents\/([^/]+)\/signature$/.exec(url.pathname);
    const held = documents.find(({ key }) => key === decodeURIComponent(signing?.[1] ?? ''));
    if (!held || method !== 'POST') return { status: 404, body: {} };
    held.signed = true;
    return { status: 200, body: held };
  };

  const app: RequestListener = (request, response) => {
    void text(request).then((body) => {
      const answer = answerTo(request.method ?? '', new URL(request.url ?? '/', 'http://toy'), body);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  };
  return {
    ...(await listen(app, 0, new AbortController())),
    /** Everything that the vendor holds. */
    documents: (): readonly ToyDocument[] => documents,
    reset(): void {
      documents = [];
    },
  };
}
export type ToySandbox = Awaited<ReturnType<typeof startToySandbox>>;
