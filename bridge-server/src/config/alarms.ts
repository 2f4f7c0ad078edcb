import { z } from 'zod';
import type { MailServer } from '../egress/mail.ts';
import { word } from '../texts/reason.ts';

/** Where alarms are sent. */
export interface AlarmConfig {
  webhook: {
    url: string;
    /** Signs the messages; null: they are not signed. */
    secret: string | null;
    /**
     * Hosts, as `host` or `host:port` in lower case, that are allowed although their address is private or without
     * https.
     */
    privateHosts: readonly string[];
  } | null;
  mail: { to: readonly string[]; from: string; server: MailServer } | null;
}

const mailbox = z.email();
const shortestSecret = 16;

function isWebhook(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

function isMailServer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
  const isBare = ['', '/'].includes(pathname) && search === '' && hash === '';
  const isLogin = decoded(username) !== null && decoded(password) !== null && (username === '') === (password === '');
  return ['smtp:', 'smtps:'].includes(protocol) && hostname !== '' && isBare && isLogin;
}

/** The text without its percent-encoding; null when a % is not followed by a code. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The variables about alarms. `privateHosts`: the schema for a list of hosts. */
export const alarmVariables = <Hosts extends z.ZodType>(privateHosts: Hosts) => ({
  KONTOR_ALARM_WEBHOOK: z
    .string()
    .refine(isWebhook)
    .optional()
    .meta({ expected: word('expected.webhook') }),
  KONTOR_ALARM_SECRET: z
    .string()
    .min(shortestSecret)
    .optional()
    .meta({ expected: word('expected.alarm_secret', { least: shortestSecret }) }),
  KONTOR_ALARM_PRIVATE_HOSTS: privateHosts,
  KONTOR_ALARM_MAIL: z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .pipe(z.array(mailbox))
    .optional()
    .meta({ expected: word('expected.mailboxes') }),
  KONTOR_ALARM_FROM: mailbox.optional().meta({ expected: word('expected.mailbox') }),
  KONTOR_SMTP: z
    .string()
    .refine(isMailServer)
    .optional()
    .meta({ expected: word('expected.smtp') }),
});

/** The private hosts that the webhook may go to, and the variable that allows them. */
export const webhookHostsOf = ({ webhook }: AlarmConfig) => ({
  privateHosts: webhook?.privateHosts ?? [],
  variable: 'KONTOR_ALARM_PRIVATE_HOSTS',
});

/** The settings of alarms, from variables that are valid. */
export function alarmConfigOf(set: {
  KONTOR_ALARM_WEBHOOK?: string | undefined;
  KONTOR_ALARM_SECRET?: string | undefined;
  KONTOR_ALARM_PRIVATE_HOSTS: readonly string[];
  KONTOR_ALARM_MAIL?: readonly string[] | undefined;
  KONTOR_ALARM_FROM?: string | undefined;
  KONTOR_SMTP?: string | undefined;
}): AlarmConfig {
  const { KONTOR_ALARM_WEBHOOK: url, KONTOR_ALARM_MAIL: to, KONTOR_SMTP: smtp } = set;
  return {
    webhook:
      url === undefined
        ? null
        : { url, secret: set.KONTOR_ALARM_SECRET ?? null, privateHosts: set.KONTOR_ALARM_PRIVATE_HOSTS },
    mail: to === undefined || smtp === undefined ? null : mailOf(to, mailServerOf(smtp), set.KONTOR_ALARM_FROM),
  };
}

/**
 * Mail servers expect the user who logged in as the sender. Without a login, the first recipient is also the sender.
 */
function mailOf(to: readonly string[], server: MailServer, from: string | undefined): AlarmConfig['mail'] {
  const user = server.login?.user;
  const isMailbox = user !== undefined && mailbox.safeParse(user).success;
  return { to, server, from: from ?? (isMailbox ? user : (to[0] ?? '')) };
}

/** The usual ports for submitting mail. */
const ports = { plain: 587, secure: 465 };

function mailServerOf(text: string): MailServer {
  const { protocol, hostname, port, username, password } = new URL(text);
  const isSecure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? ports.secure : ports.plain) : Number(port),
    isSecure,
    login: username === '' ? null : { user: decoded(username) ?? username, password: decoded(password) ?? password },
  };
}
