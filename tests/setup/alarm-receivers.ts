import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { alarmBody, type AlarmBody } from '../../bridge-server/src/alarms/notice.ts';
import { listening } from './listening.ts';

/** A POST as a webhook received it. */
export interface Post {
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
  body: AlarmBody;
}

/** A server that takes the alarms of a webhook. */
export interface WebhookReceiver {
  url: string;
  host: string;
  /** The requests that it took, without those that it refused. */
  posts: Post[];
  /** How many requests came, with those that it refused. */
  asked: number;
  /** How it answers from now on; null: it never answers. */
  answer: { status: number; location?: string } | null;
}

/** Opens a webhook that takes every alarm. `ended`: closes it when the test ends. */
export async function openWebhook(ended: (() => unknown)[]): Promise<WebhookReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      receiver.asked += 1;
      if (!receiver.answer) return;
      const { status, location } = receiver.answer;
      if (status < 300)
        receiver.posts.push({
          path: request.url ?? '',
          headers: request.headers,
          raw,
          body: alarmBody.parse(JSON.parse(raw)),
        });
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
  });
  const { port } = await listening(server, ended);
  const host = `127.0.0.1:${port}`;
  const receiver: WebhookReceiver = {
    url: `http://${host}/hooks/hidden-part`,
    host,
    posts: [],
    asked: 0,
    answer: { status: 204 },
  };
  return receiver;
}

/** A mail as a person reads it. */
export interface ReadMail {
  from: string;
  to: string;
  subject: string;
  text: string;
}

/** A mail server that keeps the mails that it takes. */
export interface Mailbox {
  port: number;
  mails: ReadMail[];
  /** How many mails were begun, with those that it refused. */
  asked: number;
  /** The words by which it refuses every mail; null: it takes them. */
  refuses: string | null;
  /** Addresses for which it takes no mail. */
  refusesTo: string[];
}

/**
 * Opens a mail server. `login`: the only user that may bring mails; without it, everybody may. `tls`: TLS from the
 * first byte. `startTls`: offers STARTTLS, with a certificate that nobody trusts.
 */
export async function openMailbox(
  ended: (() => unknown)[],
  {
    login,
    tls,
    startTls = false,
  }: { login?: { user: string; password: string }; tls?: { key: string; cert: string }; startTls?: boolean } = {},
): Promise<Mailbox> {
  const server = new SMTPServer({
    ...(tls ? { secure: true, ...tls } : {}),
    authOptional: !login,
    allowInsecureAuth: true,
    disabledCommands: startTls ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    onAuth({ username, password }, _session, answered) {
      const isRight = username === login?.user && password === login?.password;
      answered(isRight ? null : new Error('535 Who are you?'), { user: username ?? '' });
    },
    onMailFrom(_address, _session, answered) {
      mailbox.asked += 1;
      answered(mailbox.refuses === null ? null : new Error(mailbox.refuses));
    },
    onRcptTo({ address }, _session, answered) {
      answered(mailbox.refusesTo.includes(address) ? new Error('No such mailbox') : null);
    },
    onData(stream, _session, answered) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mailbox.mails.push(readMail(Buffer.concat(chunks).toString('utf8')));
        answered();
      });
    },
  });
  server.on('error', () => undefined);
  const { port } = await listening(server.server, ended);
  const mailbox: Mailbox = { port, mails: [], asked: 0, refuses: null, refusesTo: [] };
  return mailbox;
}

/** A mail server that answers with one more line every 10 ms and never ends its answer. */
export interface EndlessMailbox {
  port: number;
  /** Whether a client waits for its answer. */
  asked: boolean;
  /** Whether the client has gone away. */
  left: boolean;
  /** What the client said. */
  heard: string;
}

export async function openEndlessMailbox(ended: (() => unknown)[]): Promise<EndlessMailbox> {
  const server = createTcpServer((socket) => {
    let lines: NodeJS.Timeout | undefined;
    socket.write('220 here\r\n');
    socket.on('data', (chunk: Buffer) => {
      mailbox.heard += chunk.toString('latin1');
      lines ??= setInterval(() => socket.write('250-and more\r\n'), 10);
      mailbox.asked = true;
    });
    socket.on('close', () => {
      clearInterval(lines);
      mailbox.left = true;
    });
  });
  const { port } = await listening(server, ended);
  const mailbox: EndlessMailbox = { port, asked: false, left: false, heard: '' };
  return mailbox;
}

/** Reads a mail of one text part. */
function readMail(raw: string): ReadMail {
  const headEnd = raw.indexOf('\r\n\r\n');
  const headers = new Map(
    raw
      .slice(0, headEnd)
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
  );
  const body = raw.slice(headEnd + 4);
  const encoding = headers.get('content-transfer-encoding');
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? Buffer.from(decodeQuoted(body.replaceAll('=\r\n', '')), 'latin1')
        : Buffer.from(body);
  return {
    from: headers.get('from') ?? '',
    to: headers.get('to') ?? '',
    subject: decodeWords(headers.get('subject') ?? ''),
    text: bytes.toString('utf8').replaceAll('\r\n', '\n').trim(),
  };
}

const decodeQuoted = (text: string): string =>
  text.replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The text of a header whose words are not all ASCII (RFC 2047). */
const decodeWords = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_match, kind: string, text: string) =>
      (kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64')
        : Buffer.from(decodeQuoted(text.replaceAll('_', ' ')), 'latin1')
      ).toString('utf8'),
    );
