import { oneLine } from '../texts/one-line.ts';

/** A mail server, as an address such as `smtps://user:password@mail.example.com:465` names it. */
export interface MailServer {
  host: string;
  port: number;
  /** True: TLS from the first byte. False: the connection becomes secure by STARTTLS. */
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
 * Why a mail was not sent.
 * - `login`: user or password is wrong, or missing.
 * - `insecure`: the server offers no TLS, or its certificate is not valid.
 * - `recipient`: the server takes no mail to the address.
 * - `refused`: the server did not take the mail.
 * - `unreachable`: the server did not answer.
 */
type WhyNotSent = 'login' | 'insecure' | 'recipient' | 'refused' | 'unreachable';
export type MailOutcome = { sent: true } | { sent: false; why: WhyNotSent; said: string };

/** How long to wait for the connection, for the greeting, and for each answer. */
const patienceMs = 20_000;
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
/** How much of a server's words is kept, in characters. */
const longestWords = 300;

/** How long a mail may take. */
export interface MailLimits {
  /** For the whole mail, in milliseconds: a server that sends a little now and then could otherwise take for ever. */
  limitMs: number;
  /** Ends the attempt early. */
  signal?: AbortSignal | undefined;
}

/**
 * Sends a mail through the operator's mail server, over a connection of its own. To another machine it is sent with TLS
 * only. If the limits end the attempt, the outcome is `unreachable`; the server may have taken the mail all the same.
 * Never throws.
 */
export async function sendMail(
  { host, port, isSecure, login }: MailServer,
  mail: Mail,
  { limitMs, signal }: MailLimits,
): Promise<MailOutcome> {
  // Loaded with the first mail, since a command should start fast and most processes send none.
  const { createTransport } = await import('nodemailer');
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
    // Nobody can listen in within this machine, and a local server rarely has a valid certificate.
    ignoreTLS: !isSecure && isLoopback(host),
    ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // Closing destroys the connection at once, with everything that is not written yet.
    socketCloseTimeout: 0,
    // The content of a mail must not make nodemailer read files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      // Tells mail programs to send no automatic reply, such as an absence note (RFC 3834).
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
const loginRequired = 530;

/** Reasons by nodemailer's codes. With any other code the server refused the mail. */
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
    .slice(0, longestWords)
    .toWellFormed();
  if (responseCode === loginRequired) return { why: 'login', said };
  if (command === 'RCPT TO') return { why: 'recipient', said };
  // nodemailer reports an invalid certificate as a broken connection, so only its words tell.
  if (/certificate|\b(ssl|tls)\b/i.test(said)) return { why: 'insecure', said };
  return { why: whyByCode[String(code)] ?? 'refused', said };
}
