import { z } from 'zod';

/** What a process is started with: the operating system's variables, as text. */
export type Environment = Readonly<Record<string, string | undefined>>;

const numberIn = (from: number, to: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to))
    .default(fallback)
    .describe(`a number from ${from} to ${to}`);

const wholeNumberIn = (from: number, to: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to))
    .default(fallback)
    .describe(`a whole number from ${from} to ${to}`);

/** Days; 0 stands for ever. */
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
    .describe(`a number of days, at least ${least}, or 0 for ever`);

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

/** Hosts, or hosts with a port, that may be asked although they are private. */
export const privateHosts = z
  .string()
  .default('')
  .transform((text) => listOf(text.toLowerCase()))
  .pipe(z.array(z.string().regex(hostEntry)))
  .describe('hosts, or hosts with a port, separated by commas, such as erp.local:8080,10.0.0.5; IPv6 in brackets');

/** Every variable of the bridge itself. A description says what a right value looks like. */
const variables = z.object({
  KONTOR_ROLE: z.enum(['web', 'worker', 'both']).default('both').describe('web, worker or both'),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default('127.0.0.1')
    .describe('the host name or address to listen on, without a port'),
  PORT: wholeNumberIn(1, 65_535, 8420),
  KONTOR_PUBLIC_URL: z
    .string()
    .refine(isPublicAddress)
    .optional()
    .describe(
      'the address that shops use, such as https://kontor.example.com: with https unless it is on this machine, without user, query and fragment',
    ),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseAddress)
    .optional()
    .describe('an address such as postgres://user:password@host:5432/database'),
  KONTOR_DATA: z.string().default('.kontor').describe('a folder'),
  KONTOR_KEY: sealingKey.optional().describe('32 random bytes in base64, such as "openssl rand -base64 32" prints'),
  KONTOR_FORMER_KEYS: z
    .string()
    .default('')
    .transform(listOf)
    .pipe(z.array(sealingKey))
    .describe('the keys that KONTOR_KEY was before, separated by commas'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug, trace or silent'),
  KONTOR_METRICS_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default('127.0.0.1')
    .describe('the host name or address to tell metrics on, without a port'),
  KONTOR_METRICS_PORT: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(1).max(65_535))
    .optional()
    .describe('a whole number from 1 to 65535'),
  KONTOR_PROXY_HOPS: wholeNumberIn(0, 10, 0),
  KONTOR_CONCURRENCY: wholeNumberIn(1, 256, 8),
  KONTOR_SHOP_PRIVATE_HOSTS: privateHosts,
  KONTOR_LEASE: numberIn(0.1, 3600, 60),
  KONTOR_CALL_TIMEOUT: numberIn(0.05, 3600, 20),
  KONTOR_POLL: numberIn(0.01, 60, 0.25),
  KONTOR_FOLLOW: numberIn(0.05, 86_400, 300),
  KONTOR_RETRY_SCALE: numberIn(0.0001, 100, 1),
  KONTOR_KEEP_ORDERS: daysFrom(1, 90),
  KONTOR_KEEP_EXCHANGES: daysFrom(1, 30),
  // Systems read what they remember of people anew long before; what is needed is never too old.
  KONTOR_KEEP_PEOPLE: daysFrom(60, 90),
  KONTOR_KEEP_JOURNAL: daysFrom(30, 730),
});

const areNumbers = (...values: unknown[]): boolean => values.every((value) => typeof value === 'number');

/** The variables together with the rules between them; those are checked even where another variable is wrong. */
export const environment = variables
  .refine((given) => given.KONTOR_CALL_TIMEOUT < given.KONTOR_LEASE, {
    // A call that outlives its lease could create a document while another worker does so too.
    params: {
      cause: 'KONTOR_CALL_TIMEOUT is not shorter than KONTOR_LEASE.',
      remedy: 'Make KONTOR_CALL_TIMEOUT smaller or KONTOR_LEASE larger.',
    },
    when: ({ value }) => {
      const given = value as Partial<z.infer<typeof variables>>;
      return areNumbers(given.KONTOR_CALL_TIMEOUT, given.KONTOR_LEASE);
    },
  })
  .refine((given) => given.DATABASE_URL === undefined || given.KONTOR_KEY !== undefined, {
    // Processes on several machines share one database, so a key made on one of them would be unknown to the others.
    params: {
      cause: 'DATABASE_URL is set, but KONTOR_KEY is not.',
      remedy: `Set KONTOR_KEY to ${variables.shape.KONTOR_KEY.description}, the same for every process on this database.`,
    },
    when: ({ issues }) =>
      !issues.some((issue) => issue.path?.[0] === 'KONTOR_KEY' || issue.path?.[0] === 'DATABASE_URL'),
  })
  .refine((given) => given.KONTOR_FORMER_KEYS.length === 0 || given.KONTOR_KEY !== undefined, {
    params: {
      cause: 'KONTOR_FORMER_KEYS is set, but KONTOR_KEY is not.',
      remedy: 'Set KONTOR_KEY to the key that is to be in charge.',
    },
    when: ({ issues }) =>
      !issues.some((issue) => issue.path?.[0] === 'KONTOR_KEY' || issue.path?.[0] === 'KONTOR_FORMER_KEYS'),
  })
  .refine((given) => given.KONTOR_PUBLIC_URL !== undefined || isLoopback(given.HOST), {
    params: {
      cause: 'HOST is reachable from outside, but KONTOR_PUBLIC_URL is not set.',
      remedy: `Set KONTOR_PUBLIC_URL to ${variables.shape.KONTOR_PUBLIC_URL.description}.`,
    },
    when: ({ issues }) =>
      !issues.some((issue) => issue.path?.[0] === 'HOST' || issue.path?.[0] === 'KONTOR_PUBLIC_URL'),
  });

/** What a right value of the variable looks like. */
export const expected = (name: string): string =>
  (variables.shape as Partial<Record<string, z.ZodType>>)[name]?.description ?? 'something else';

/** An empty variable is a missing one: that is how container platforms hand over what was left blank. */
export const withoutBlanks = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
