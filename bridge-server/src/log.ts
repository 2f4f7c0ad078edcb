import { types } from 'node:util';
import { pino, type DestinationStream, type Logger } from 'pino';

/** Writes lines of JSON with ids, codes and figures. Secrets and people's data that slip in are redacted. */
export type Log = Logger;

const redactionMark = '[redacted]';

/**
 * A field whose name ends in one of these words holds a secret or people's data: `apiKey`, `first_name`,
 * `x-auth-token`.
 */
const sensitiveWords = new Set([
  'key',
  'keys',
  'token',
  'tokens',
  'secret',
  'secrets',
  'password',
  'passphrase',
  'passwd',
  'pw',
  'credential',
  'credentials',
  'authorization',
  'authentication',
  'auth',
  'cookie',
  'cookies',
  'proof',
  'signature',
  'jwk',
  'jws',
  'jwt',
  'dpop',
  'pin',
  'otp',
  'name',
  'names',
  'username',
  'firstname',
  'lastname',
  'fullname',
  'surname',
  'company',
  'customer',
  'patient',
  'insurer',
  'doctor',
  'email',
  'emails',
  'mail',
  'phone',
  'mobile',
  'fax',
  'birthday',
  'birthdate',
  'dob',
  'iban',
  'bic',
  'ssn',
  'address',
  'addresses',
  'street',
  'city',
  'postcode',
  'zip',
  'billing',
  'shipping',
  'ip',
  'note',
  'notes',
  'comment',
  'meta',
  'body',
  'payload',
  'bindings',
  'detail',
  'query',
  'cleartext',
  'plaintext',
]);

const wordsOf = (field: string): string[] =>
  field
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');

/** Whether each field name seen so far is sensitive. The code uses few names, so the map stays small. */
const sensitivityByField = new Map<string, boolean>();
const mostFields = 1000;

function isSensitive(field: string): boolean {
  const known = sensitivityByField.get(field);
  if (known !== undefined) return known;
  const words = wordsOf(field);
  // `meta_data` and `personal_data` are sensitive, although their last word, `data`, is not.
  const sensitive = sensitiveWords.has(words.at(-1) ?? '') || words.includes('meta') || words.includes('personal');
  if (sensitivityByField.size < mostFields) sensitivityByField.set(field, sensitive);
  return sensitive;
}

/** The JSON value with a mark in place of every field that is sensitive by its name. */
function redacted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(redacted);
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      isSensitive(field) && inner !== null ? redactionMark : redacted(inner),
    ]),
  );
}

/**
 * What is redacted in every text, whatever its field: e-mail addresses, signed tokens, credentials in a header or an
 * address. A text without the `sign` cannot match the pattern, which saves most searches.
 */
const sensitivePatterns: readonly { sign: string; pattern: RegExp }[] = [
  // One address may follow another without a space. Its first part then belongs to the match of the address before it.
  { sign: '@', pattern: /(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+([.+][\w.+-]*(?=@))?/g },
  { sign: 'eyJ', pattern: /\beyJ[\w-]{8,}\.[\w-]*(\.[\w-]*){0,3}/g },
  { sign: ' ', pattern: /(?<=\b(Bearer|Basic) )[\w+/=.~-]{6,}/gi },
  { sign: '://', pattern: /(?<=:\/\/)[^\s/"@]+(?=@)/g },
];

/** The text with the mark in place of everything that looks like a secret or an e-mail address. */
export const redactText = (text: string, mark: string): string =>
  sensitivePatterns.reduce(
    (rest, { sign, pattern }) => (rest.includes(sign) ? rest.replace(pattern, mark) : rest),
    text,
  );

const fieldName = /"([^"\\]*)":/g;
/**
 * Whether a field of the line may be sensitive. Few lines have such a field, and only those must be parsed. A line with
 * an escape counts as one of them, because the escape may hide a field's name.
 */
const maybeSensitive = (line: string): boolean =>
  line.includes('\\') || Array.from(line.matchAll(fieldName)).some(([, field = '']) => isSensitive(field));

// Redaction works on the finished line, so that it also covers the fields of child logs, the message and the output of
// toJSON.
function redactedLine(line: string): string {
  const withoutSensitiveFields = maybeSensitive(line) ? JSON.stringify(redacted(JSON.parse(line))) : line.trimEnd();
  return `${redactText(withoutSensitiveFields, redactionMark)}\n`;
}

/**
 * The fields of an error that may be logged. Messages of databases and JSON parsers repeat the values that they
 * refused, so such an error is logged by its code and its place only.
 */
function errorFields(error: Error): Record<string, unknown> {
  const { code, constraint, table, severity, cause } = error as Error &
    Record<'code' | 'constraint' | 'table' | 'severity', unknown>;
  const repeatsValues = severity !== undefined || error.name === 'SyntaxError';
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  return {
    type: error.name,
    ...(repeatsValues ? { constraint, table } : { message: error.message }),
    code,
    stack: frames,
    ...(types.isNativeError(cause) ? { cause: errorFields(cause) } : {}),
  };
}

const withErrorFields = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, types.isNativeError(value) ? errorFields(value) : value]),
  );

/** Standard output, buffered: each line is written within a tenth of a second, and before the process ends. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 100 });
  process.on('exit', () => output.flushSync());
  return output;
}

/**
 * A logger that writes one line of JSON per entry to standard output or to `destination`. `level`: a level of pino, or
 * `silent`.
 */
export function createLog(options: { level: string; destination?: DestinationStream }): Log {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withErrorFields },
      // Replaces pino's own serializer, which would treat the fields from `withErrorFields` as an error again.
      serializers: { err: (fields: unknown) => fields },
      hooks: {
        streamWrite: redactedLine,
        // For an error without a message, pino would log the error's own message, which may repeat values.
        logMethod([first, message, ...rest], method) {
          const fields: unknown = types.isNativeError(first) ? { err: first } : first;
          const isBareError = message === undefined && typeof fields === 'object' && fields !== null && 'err' in fields;
          method.apply(this, [fields, isBareError ? 'fault' : message, ...rest] as Parameters<typeof method>);
        },
      },
    },
    options.destination ?? standardOutput(),
  );
}

/** A log that names the request, or the piece of work, on every line. */
export const withCorrelation = (log: Log, correlationId: string): Log => log.child({ correlationId });
