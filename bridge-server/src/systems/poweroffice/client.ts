import type { OutgoingRequest } from '../../egress/request.ts';
import { Api, type Vendor } from '../../vendor/client.ts';
import { integer } from '../../vendor/fields.ts';
import type { TakenKey } from '../../vendor/creation.ts';
import { completed, vendorWordsOf, type FailedCall } from '../../vendor/reply.ts';
import { stepDefiner } from '../../vendor/step.ts';
import { clientCredentials, AccessTokens } from '../../vendor/tokens.ts';
import { readWords } from '../../vendor/error-words.ts';
import { addressesOf, type Context } from './settings.ts';

/** PowerOffice Go's API, as one connection calls it. */
export type Go = Api<Context>;

/**
 * Makes the function that connects to Go; the tokens are shared within this process. `now`: milliseconds since 1970.
 */
export function createClient(now: () => number): (context: Context) => Go {
  const vendor: Vendor<Context> = { ...poweroffice, tokens: { cache: new AccessTokens(now), request: tokenRequest } };
  return (context) => new Api(vendor, context);
}

export const defineStep = stepDefiner<Go>();

/**
 * How long products, accounts and VAT of Go are remembered, so that a change there counts after ten minutes at the
 * latest.
 */
export const booksSeconds = 600;

/** The rows of one page. The vendor allows 20,000, but the bridge holds a whole answer in memory. */
export const pageSize = 1000;

const subscription = ({ operator }: Context) => ({ 'ocp-apim-subscription-key': operator.subscriptionKey });

const tokenRequest = (context: Context): OutgoingRequest => {
  const { operator, credentials } = context;
  const { token } = addressesOf(operator);
  return clientCredentials(token, operator.applicationKey, credentials.clientKey, subscription(context));
};

const poweroffice: Vendor<Context> = {
  label: 'PowerOffice Go',
  short: { vendor: 'PowerOffice', target: 'Go' },
  address: ({ operator }) => addressesOf(operator).api,
  headers: subscription,
  words: readWords,
  page: (number) => ({ PageNumber: String(number), PageSize: String(pageSize) }),
  pageSize,
};

/**
 * Reads a refusal that says that our reference is taken, with the id of the object that has it.
 * @example "ExternalImportReference is already in use. 'ABC123' is used on (contact) Id = 123456789."
 */
export const takenKeyIn =
  (reference: string) =>
  (failed: FailedCall): TakenKey | null =>
    failed.kind === 'refused' &&
    /already in use/i.test(vendorWordsOf(failed)) &&
    vendorWordsOf(failed).includes(`'${reference}'`)
      ? { id: /\bId\s*=\s*([0-9a-f-]+)/i.exec(vendorWordsOf(failed))?.[1] ?? null }
      : null;

/** The result of creating an object, which is its id. */
export const createdId = ({ Id }: { Id: string }) => completed({ id: Id });

/** The same result for the object whose id a refusal names. */
export const existingId = async (id: string) => (integer.safeParse(id).success ? completed({ id }) : null);
