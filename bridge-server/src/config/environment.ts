import { isAbsolute, resolve } from 'node:path';
import { wordSchema, type Word } from '@kontor/shared/problem';
import { z } from 'zod';
import { reason, word } from '../texts/reason.ts';
import { alarmVariables } from './alarms.ts';

/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The metadata of a variable: what a correct value looks like, for error messages. */
const expecting = (expected: Word): { expected: Word } => ({ expected });

const numberIn = (from: number, to: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to))
    .default(fallback)
    .meta(expecting(word('expected.number', { from, to })));

const wholeNumberIn = (from: number, to: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to))
    .default(fallback)
    .meta(expecting(word('expected.whole_number', { from, to })));

/** A number of days, at least `least`; 0 means for ever. */
const daysFrom = (least: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(
      z
        .number()
        .max(36_500)
        .refine((days) => days === 0 || days >= least),
    )
    .default(fallback)
    .meta(expecting(word('expected.days', { least })));

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(hostname);

function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return secure && !/[?#]/.test(text) && url.username === '' && url.password === '';
}

const isDatabaseAddress = (text: string): boolean =>
  URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);

const sealingKey = z.base64().refine((text) => Buffer.from(text, 'base64').byteLength === 32);

export const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

const hostEntry = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?$/;

/** Private hosts, with or without a port, that the bridge may call. */
export const privateHosts = z
  .string()
  .default('')
  .transform((text) => listOf(text.toLowerCase()))
  .pipe(z.array(z.string().regex(hostEntry)))
  .meta(expecting(word('expected.hosts')));

const folderEntry = /^([^\s/=]+)\/([^\s/=]+)=(.+)$/;

/** The folders into which documents are written for offices, one for each connection. */
const officeFolders = z
  .string()
  .default('')
  .transform(listOf)
  .pipe(z.array(z.string().regex(folderEntry)))
  .transform((entries) =>
    entries.map((entry) => {
      const [, shopId = '', connectionId = '', folder = ''] = folderEntry.exec(entry) ?? [];
      return { shopId, connectionId, folder: folder.trim() };
    }),
  )
  .refine((entries) => entries.every(({ folder }) => isAbsolute(folder)))
  .refine((entries) => new Set(entries.map(({ folder }) => resolve(folder))).size === entries.length)
  .meta(expecting(word('expected.office_folders')));

/** Every variable of the bridge itself. The metadata of each say what a correct value looks like. */
const variables = z.object({
  KONTOR_ROLE: z
    .enum(['web', 'worker', 'both'])
    .default('both')
    .meta(expecting(word('expected.role'))),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default('127.0.0.1')
    .meta(expecting(word('expected.host'))),
  PORT: wholeNumberIn(1, 65_535, 8420),
  KONTOR_PUBLIC_URL: z
    .string()
    .refine(isPublicAddress)
    .optional()
    .meta(expecting(word('expected.public_url'))),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseAddress)
    .optional()
    .meta(expecting(word('expected.database'))),
  KONTOR_DATA: z
    .string()
    .default('.kontor')
    .meta(expecting(word('expected.folder'))),
  KONTOR_KEY: sealingKey.optional().meta(expecting(word('expected.key'))),
  KONTOR_FORMER_KEYS: z
    .string()
    .default('')
    .transform(listOf)
    .pipe(z.array(sealingKey))
    .meta(expecting(word('expected.former_keys'))),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta(expecting(word('expected.log_level'))),
  KONTOR_METRICS_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default('127.0.0.1')
    .meta(expecting(word('expected.metrics_host'))),
  KONTOR_METRICS_PORT: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(1).max(65_535))
    .optional()
    .meta(expecting(word('expected.whole_number', { from: 1, to: 65_535 }))),
  KONTOR_PROXY_HOPS: wholeNumberIn(0, 10, 0),
  KONTOR_CONCURRENCY: wholeNumberIn(1, 256, 8),
  KONTOR_SHOP_PRIVATE_HOSTS: privateHosts,
  KONTOR_OFFICE_FOLDERS: officeFolders,
  KONTOR_FILE_HOSTS: privateHosts,
  KONTOR_LEASE: numberIn(0.1, 3600, 60),
  KONTOR_CALL_TIMEOUT: numberIn(0.05, 3600, 20),
  KONTOR_POLL: numberIn(0.01, 60, 0.25),
  KONTOR_FOLLOW: numberIn(0.05, 86_400, 300),
  KONTOR_RETRY_SCALE: numberIn(0.0001, 100, 1),
  KONTOR_KEEP_ORDERS: daysFrom(1, 90),
  KONTOR_KEEP_FILES: daysFrom(1, 30),
  KONTOR_KEEP_EXCHANGES: daysFrom(1, 30),
  // Systems read people's data again long before 60 days are over, so retention never erases data that is in use.
  KONTOR_KEEP_PEOPLE: daysFrom(60, 90),
  KONTOR_KEEP_JOURNAL: daysFrom(30, 730),
  ...alarmVariables(privateHosts),
});

const areNumbers = (...values: unknown[]): boolean => values.every((value) => typeof value === 'number');

/** The variables and the rules between them. A rule is also checked when other variables are wrong. */
export const environment = variables
  .refine((set) => set.KONTOR_CALL_TIMEOUT < set.KONTOR_LEASE, {
    // A call that outlives its lease could create a document while another worker creates it too.
    params: { why: reason('config.contradiction:call_timeout') },
    when: ({ value }) => {
      const set = value as Partial<z.infer<typeof variables>>;
      return areNumbers(set.KONTOR_CALL_TIMEOUT, set.KONTOR_LEASE);
    },
  })
  .refine((set) => set.DATABASE_URL === undefined || set.KONTOR_KEY !== undefined, {
    // Processes on several machines share one database, so a key made on one of them would be unknown to the others.
    params: { why: reason('config.contradiction:no_key', { expected: word('expected.key') }) },
    when: ({ issues }) =>
      !issues.some((issue) => issue.path?.[0] === 'KONTOR_KEY' || issue.path?.[0] === 'DATABASE_URL'),
  })
  .refine((set) => set.KONTOR_FORMER_KEYS.length === 0 || set.KONTOR_KEY !== undefined, {
    params: { why: reason('config.contradiction:former_keys_alone') },
    when: ({ issues }) =>
      !issues.some((issue) => issue.path?.[0] === 'KONTOR_KEY' || issue.path?.[0] === 'KONTOR_FORMER_KEYS'),
  })
  .refine((set) => set.KONTOR_PUBLIC_URL !== undefined || isLoopback(set.HOST), {
    params: { why: reason('config.contradiction:no_public_url', { expected: word('expected.public_url') }) },
    when: ({ issues }) =>
      !issues.some((issue) => issue.path?.[0] === 'HOST' || issue.path?.[0] === 'KONTOR_PUBLIC_URL'),
  })
  .refine((set) => set.KONTOR_ALARM_MAIL === undefined || set.KONTOR_SMTP !== undefined, {
    params: { why: reason('config.contradiction:no_mail_server', { expected: word('expected.smtp') }) },
    when: ({ issues }) =>
      !issues.some((issue) => issue.path?.[0] === 'KONTOR_ALARM_MAIL' || issue.path?.[0] === 'KONTOR_SMTP'),
  });

const expectation = z.object({ expected: wordSchema });
/** What a correct value of a variable with this schema looks like. */
export const expectedValueIn = (schema: z.ZodType): Word => expectation.parse(schema.meta()).expected;
/** What a correct value of this variable of the bridge looks like. */
export const expectedValueOf = (name: string): Word => {
  const schema = (variables.shape as Partial<Record<string, z.ZodType>>)[name];
  if (!schema) throw new Error(`there is no setting ${name}`);
  return expectedValueIn(schema);
};

/** The variables without the empty ones: container platforms pass a variable that was left blank as an empty text. */
export const withoutBlanks = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
