import { types } from 'node:util';
import { pino, type DestinationStream, type Logger } from 'pino';

/** Lines of JSON that carry ids, codes and figures, never secrets or people's data; what slips in is struck out. */
export type Log = Logger;

const struck = '[redacted]';

/** Last words of field names whose values are secrets or people's data: `apiKey`, `first_name`, `x-auth-token`. */
const telling = new Set([
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

/** What was found of a field's name: the code's own fields are few. */
const judgedFields = new Map<string, boolean>();
const mostJudged = 1000;

function isTelling(field: string): boolean {
  const known = judgedFields.get(field);
  if (known !== undefined) return known;
  const words = wordsOf(field);
  // `meta_data` and `personal_data` are only telling as a whole; a word alone may be a harmless last part.
  const isIt = telling.has(words.at(-1) ?? '') || words.includes('meta') || words.includes('personal');
  if (judgedFields.size < mostJudged) judgedFields.set(field, isIt);
  return isIt;
}

/** The same JSON value without secrets and people's data, by the names of its fields. */
function redacted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(redacted);
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      isTelling(field) && inner !== null ? struck : redacted(inner),
    ]),
  );
}

/**
 * What is struck out of any text, whatever field it stands in: e-mail addresses, signed tokens, credentials in a header
 * or an address. `sign`: it has no such thing without it.
 */
const tellingText: readonly { sign: string; pattern: RegExp }[] = [
  // An address may follow another at once. It cannot begin a match of its own then, so its first part goes with the one
  // before it.
  { sign: '@', pattern: /(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+([.+][\w.+-]*(?=@))?/g },
  { sign: 'eyJ', pattern: /\beyJ[\w-]{8,}\.[\w-]*(\.[\w-]*){0,3}/g },
  { sign: ' ', pattern: /(?<=\b(Bearer|Basic) )[\w+/=.~-]{6,}/gi },
  { sign: '://', pattern: /(?<=:\/\/)[^\s/"@]+(?=@)/g },
];

/** The text with a mark in the place of what tells secrets or people's data whatever it is about. */
export const withoutTelling = (text: string, mark: string): string =>
  tellingText.reduce((rest, { sign, pattern }) => (rest.includes(sign) ? rest.replace(pattern, mark) : rest), text);

const fieldName = /"([^"\\]*)":/g;
/**
 * Whether a field of the line may be telling; nearly none is, and then the line need not be read. What is escaped in it
 * may hide a name.
 */
const mayTell = (line: string): boolean =>
  line.includes('\\') || Array.from(line.matchAll(fieldName)).some(([, field = '']) => isTelling(field));

// Working on the finished line also reaches the fields of child logs, the message and whatever a field's toJSON made.
const redactedLine = (line: string): string =>
  `${withoutTelling(mayTell(line) ? JSON.stringify(redacted(JSON.parse(line))) : line.trimEnd(), struck)}\n`;

/**
 * An error as it may be written down. The messages of databases and parsers repeat the values that they could not
 * take, so of those only the code and the place remain.
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

/** Lines are written a few at a time, each within a tenth of a second and before the process ends. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 100 });
  process.on('exit', () => output.flushSync());
  return output;
}

/**
 * A logger that writes one line of JSON per entry to standard output, or to `destination`.
 * `level`: one of pino's, `silent` for none.
 */
export function createLog(options: { level: string; destination?: DestinationStream }): Log {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withErrorFields },
      // In place of pino's own, which would take what `withErrorFields` made for an error once more.
      serializers: { err: (fields: unknown) => fields },
      hooks: {
        streamWrite: redactedLine,
        // Where an entry is an error without a message, pino would take the error's own.
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

/** A log whose every line names the request or piece of work that it belongs to. */
export const withCorrelation = (log: Log, correlationId: string): Log => log.child({ correlationId });
