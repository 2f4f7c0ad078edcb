import { createServer, request, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { listening } from '../setup/listening.ts';

/** What happens to a request on its way to the bridge. */
export type Fate =
  | { kind: 'passes'; withoutHeaders: readonly string[] }
  | { kind: 'is answered'; status: number; headers: Readonly<Record<string, string>>; body: string }
  | { kind: 'is cut off' }
  | { kind: 'is never answered' };

/** The conditions on the way: requests with one of the `methods` meet the fate, and all others pass. */
export interface Conditions {
  fate: Fate;
  methods: readonly string[];
}

const every = ['GET', 'POST'];
const passing = (...withoutHeaders: string[]): Fate => ({ kind: 'passes', withoutHeaders });
const answering = (status: number, type: string, body: string, more: Record<string, string> = {}): Fate => ({
  kind: 'is answered',
  status,
  headers: { 'content-type': type, ...more },
  body,
});
const firewallPage = answering(
  403,
  'text/html; charset=UTF-8',
  '<!doctype html><html><head><title>Request blocked</title></head><body><h1>Request blocked</h1></body></html>',
);

/** The conditions that shops meet between themselves and their bridge. */
export const conditions = {
  clear: { fate: passing(), methods: every },
  firewall: { fate: firewallPage, methods: every },
  /** A firewall that answers POST requests, and lets all others pass. */
  firewallForPosts: { fate: firewallPage, methods: ['POST'] },
  /** A firewall that answers with JSON of its own. */
  firewallInJson: { fate: answering(403, 'application/json', '{"message":"Forbidden"}'), methods: every },
  loginPage: { fate: answering(200, 'text/html', '<title>Log in</title><form></form>'), methods: every },
  otherService: { fate: answering(200, 'application/json', '{"status":"ok"}'), methods: every },
  redirect: {
    fate: answering(301, 'text/html', '', { location: 'https://www.bridge.example/' }),
    methods: every,
  },
  endlessAnswer: { fate: answering(200, 'application/json', `{"a":"${'x'.repeat(5_000_000)}"}`), methods: every },
  cut: { fate: { kind: 'is cut off' }, methods: every },
  hung: { fate: { kind: 'is never answered' }, methods: every },
  withoutProof: { fate: passing('kontor-proof'), methods: every },
  withoutAuthorization: { fate: passing('authorization'), methods: every },
} satisfies Record<string, Conditions>;

/** A server in front of the bridge. Its address is the bridge's public address. */
export interface WayToBridge {
  /** The bridge's public address, which is known before the bridge starts. */
  readonly url: string;
  /** The requests so far, each as its method, path and query. */
  readonly requests: readonly string[];
  /** Sets the port on which the bridge listens. */
  leadTo(port: number): void;
  /** Sets the conditions that requests meet from now on. */
  become(conditions: Conditions): void;
  close(): void;
}

/** Opens a way on which every request passes. With a certificate it uses https. */
export async function openWay(certificate?: { cert: string; key: string }): Promise<WayToBridge> {
  let now: Conditions = conditions.clear;
  let target = 0;
  const requests: string[] = [];
  const listener: RequestListener = (req, res) => {
    requests.push(`${req.method} ${req.url}`);
    const fate = now.methods.includes(req.method ?? '') ? now.fate : passing();
    switch (fate.kind) {
      case 'passes':
        return pass(req, res, target, fate.withoutHeaders);
      case 'is answered':
        // The whole request is read first, since a client that still sends would see a reset connection and no answer.
        return void req.resume().on('end', () => res.writeHead(fate.status, fate.headers).end(fate.body));
      case 'is cut off':
        return void req.socket.destroy();
      case 'is never answered':
        return void req.resume();
    }
  };
  const ended: (() => unknown)[] = [];
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  const { port } = await listening(server, ended);
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    leadTo(bridgePort) {
      target = bridgePort;
    },
    become(present) {
      now = present;
    },
    close() {
      for (const end of ended) end();
    },
  };
}

function pass(req: IncomingMessage, res: ServerResponse, port: number, withoutHeaders: readonly string[]): void {
  const headers = Object.fromEntries(Object.entries(req.headers).filter(([name]) => !withoutHeaders.includes(name)));
  const onward = request(
    { host: '127.0.0.1', port, method: req.method, path: req.url, headers, agent: false },
    (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    },
  );
  onward.on('error', () => res.destroy());
  req.pipe(onward);
}
