import { createTransport } from 'nodemailer';
import { oneLine } from '../texts/one-line.ts';

/** A mail server, from an address such as `smtps://user:password@mail.example.com:465`. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte; else the connection becomes secure by STARTTLS. */
  isSecure: boolean;
  login: { user: string; password: string } | null;
}

/** A mail of plain text to one address. */
export interface Mail {
  from: string;
  to: string;
  subject: string;
  text: string;
}

/**
 * login: user or password is wrong; insecure: the server offers no TLS; recipient: it takes no mail to the address; refused: it did
 * not take the mail; unreachable: no answer.
 */
type WhyNotSent = 'login' | 'insecure' | 'recipient' | 'refused' | 'unreachable';
export type MailOutcome = { sent: true } | { sent: false; why: WhyNotSent; said: string };

/** For the connection, the greeting, and each answer. */
const patienceMs = 20_000;
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
/** The longest that is kept of what a server says. */
const mostSaid = 300;

/** How long a mail may take. */
export interface MailLimits {
  /** For all of it, in milliseconds: a server that says something now and then would take for ever. */
  limitMs: number;
  /** Ends the mail before. */
  signal?: AbortSignal | undefined;
}

/**
 * Hands a mail to the operator's mail server, over a connection of its own. Beyond this machine it goes through TLS or not at all.
 * What is ended by its limits is `unreachable`, and nothing of it is written any more; the server may have taken it all the same.
 * Never throws.
 */
export async function sendMail(
  { host, port, isSecure, login }: MailServer,
  mail: Mail,
  { limitMs, signal }: MailLimits,
): Promise<MailOutcome> {
  const limit = new AbortController();
  const end = (): void => limit.abort();
  const timer = setTimeout(end, limitMs);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    requireTLS: !isSecure && !isLoopback(host),
    // Nobody listens within this machine, and a server there mostly has a certificate that nobody can believe.
    ignoreTLS: !isSecure && isLoopback(host),
    ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // A connection that is closed is destroyed, with what was not written.
    socketCloseTimeout: 0,
    // A mail is what it is given, and reads no file and no address besides.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      // Nobody's note that he is away comes back (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: limit.signal,
    });
    return { sent: true };
  } catch (fault) {
    if (limit.signal.aborted) return { sent: false, why: 'unreachable', said: tooLong(limitMs) };
    return { sent: false, ...whyOf(fault) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    transport.close();
  }
}

const tooLong = (limitMs: number): string => `it was not done after ${limitMs / 1000} seconds`;

/** "Authentication required" (RFC 4954). */
const loginWanted = 530;

/** nodemailer's codes; what has another is a server that refused. */
const whyByCode: Readonly<Record<string, WhyNotSent>> = {
  EAUTH: 'login',
  ENOAUTH: 'login',
  ETLS: 'insecure',
  ESOCKET: 'unreachable',
  ECONNECTION: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EDNS: 'unreachable',
  ENOTFOUND: 'unreachable',
};

function whyOf(fault: unknown): { why: WhyNotSent; said: string } {
  const { code, command, message, responseCode } = Object(fault) as Record<string, unknown>;
  const said = oneLine(String(message ?? fault))
    .slice(0, mostSaid)
    .toWellFormed();
  if (responseCode === loginWanted) return { why: 'login', said };
  if (command === 'RCPT TO') return { why: 'recipient', said };
  // A certificate that is not believed comes as a connection that broke.
  if (/certificate|\b(ssl|tls)\b/i.test(said)) return { why: 'insecure', said };
  return { why: whyByCode[String(code)] ?? 'refused', said };
}
