import { createServer, type IncomingMessage } from 'node:http';
import { listening } from '../../setup/listening.ts';

/** A request of the office on its way to the bridge. */
export type OfficeRequest = 'list' | 'fetch' | 'acknowledge';

/** The way from the office to the bridge. It stays while the bridge is killed, and sees every byte that is fetched. */
export interface CuttingLine {
  readonly port: number;
  /** The bodies of each document that the bridge has given out, by the number of the document. */
  readonly fetched: ReadonlyMap<string, readonly Buffer[]>;
  /** Called when the bridge has got such a request and has not answered yet. */
  onRequest: (request: OfficeRequest) => void;
  /** How many of the next answers to a fetch or an acknowledgement are lost after the bridge has done its work. */
  lose: number;
  /** How many of the next acknowledgements never reach the bridge. */
  forget: number;
  close(): Promise<void>;
}

export async function openCuttingLine(bridge: string): Promise<CuttingLine> {
  const fetched = new Map<string, Buffer[]>();
  const ended: (() => unknown)[] = [];
  const server = createServer((request, response) => {
    void forward(request).then(
      ({ status, type, body, kind }) => {
        if (kind !== 'list' && line.lose > 0) {
          line.lose -= 1;
          response.destroy();
          return;
        }
        response.writeHead(status, { 'content-type': type }).end(body);
      },
      () => response.destroy(),
    );
  });

  async function forward(request: IncomingMessage) {
    const path = request.url ?? '';
    const [, document] = /\/documents\/(\d+)$/.exec(path) ?? [];
    const kind = document !== undefined ? 'fetch' : path.endsWith('/acknowledgement') ? 'acknowledge' : 'list';
    if (kind === 'acknowledge' && line.forget > 0) {
      line.forget -= 1;
      throw new Error('forgotten');
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization = '', 'content-type': sent } = request.headers;
    const asked = fetch(bridge + path, {
      method: request.method ?? 'GET',
      headers: { authorization, ...(sent ? { 'content-type': sent } : {}) },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    line.onRequest(kind);
    const answer = await asked;
    const body = Buffer.from(await answer.arrayBuffer());
    if (document !== undefined && answer.status === 200)
      fetched.set(document, [...(fetched.get(document) ?? []), body]);
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body, kind } as const;
  }

  const { port } = await listening(server, ended);
  const line: CuttingLine = {
    port,
    fetched,
    onRequest: () => undefined,
    lose: 0,
    forget: 0,
    async close() {
      for (const end of ended) await end();
    },
  };
  return line;
}
