import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { alarmBody, type AlarmBody } from '../../bridge-server/src/alarms/notice.ts';
import { listening } from './listening.ts';

/** A POST as the receiver of a webhook got it. */
export interface Post {
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
  body: AlarmBody;
}

/** Takes what a webhook is sent. */
export interface WebhookReceiver {
  url: string;
  host: string;
  /** What it took; what it refused is not among them. */
  posts: Post[];
  /** How often it was asked, refusals included. */
  asked: number;
  /** What it answers from now on; null: nothing, ever. */
  answer: { status: number; location?: string } | null;
}

/** `ended`: what a test does in the end. */
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

/** A mail as its reader sees it. */
export interface ReadMail {
  from: string;
  to: string;
  subject: string;
  text: string;
}

/** A mail server that keeps what it takes. */
export interface Mailbox {
  port: number;
  mails: ReadMail[];
  /** How often a mail was begun, refusals included. */
  asked: number;
  /** It says so to whoever brings a mail. */
  refuses: string | null;
  /** Addresses that it takes no mail to. */
  refusesTo: string[];
}

/**
 * `login`: the only user that may bring mails; without one, everybody may. `tls`: secure from the first byte. `startTls`: offers it,
 * with a certificate that nobody believes.
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

/** A mail server that greets and then says a line now and then, and is never done. */
export interface EndlessMailbox {
  port: number;
  /** Somebody waits for its answer. */
  asked: boolean;
  /** Whoever asked is gone. */
  left: boolean;
  /** What it was told. */
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
  const at = raw.indexOf('\r\n\r\n');
  const headers = new Map(
    raw
      .slice(0, at)
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
  );
  const body = raw.slice(at + 4);
  const encoding = headers.get('content-transfer-encoding');
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? Buffer.from(bytesOfQuoted(body.replaceAll('=\r\n', '')), 'latin1')
        : Buffer.from(body);
  return {
    from: headers.get('from') ?? '',
    to: headers.get('to') ?? '',
    subject: wordsOf(headers.get('subject') ?? ''),
    text: bytes.toString('utf8').replaceAll('\r\n', '\n').trim(),
  };
}

const bytesOfQuoted = (text: string): string =>
  text.replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** A header with words that are not ASCII (RFC 2047). */
const wordsOf = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_match, kind: string, text: string) =>
      (kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64')
        : Buffer.from(bytesOfQuoted(text.replaceAll('_', ' ')), 'latin1')
      ).toString('utf8'),
    );
