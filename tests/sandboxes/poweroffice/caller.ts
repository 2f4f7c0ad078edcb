import type { PowerOfficeSandbox } from './sandbox.ts';

/** An answer of the sandbox as it came over the wire; `json` is null when the body is no JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Answers have many shapes. A test that reads a field that is not there gets undefined, and its expectation fails.
  readonly json: Record<string, unknown> & readonly Record<string, unknown>[];
}

export type Call = (
  method: string,
  path: string,
  body?: object | string,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>;

async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  const json = response.headers.get('Content-Type')?.startsWith('application/json')
    ? (JSON.parse(text) as Reply['json'])
    : null;
  return { status: response.status, headers: response.headers, text, json: json as Reply['json'] };
}

/** Asks for a token with the sandbox's own keys, except for those that `overrides` replaces. */
export async function requestToken(
  { url, keys }: PowerOfficeSandbox,
  overrides: Partial<PowerOfficeSandbox['keys']> = {},
): Promise<Reply> {
  const { applicationKey, clientKey, subscriptionKey } = { ...keys, ...overrides };
  return reply(
    await fetch(`${url}/OAuth/Token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: {
        Authorization: `Basic ${btoa(`${applicationKey}:${clientKey}`)}`,
        'Ocp-Apim-Subscription-Key': subscriptionKey,
      },
    }),
  );
}

/** A caller of the API with a token of its own. It sends a body that is text unchanged. */
export async function callerOf(sandbox: PowerOfficeSandbox, clientKey = sandbox.keys.clientKey): Promise<Call> {
  const token = await requestToken(sandbox, { clientKey });
  return async (method, path, body, headers) =>
    reply(
      await fetch(`${sandbox.url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${String(token.json['access_token'])}`,
          'Ocp-Apim-Subscription-Key': sandbox.keys.subscriptionKey,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
}

/** Registers a company as customer and returns its contact id. */
export async function addCustomer(call: Call, fields: object = {}): Promise<number> {
  const { json } = await call('POST', '/v2/Customers', { Name: 'Kari Kunde AS', ...fields });
  return Number(json['Id']);
}

/** Creates a draft order, with one line of product A-1 unless `fields` has other lines. */
export const addOrder = (call: Call, fields: object = {}): Promise<Reply> =>
  call('POST', '/v2/SalesOrders/Complete', {
    SalesOrderLines: [{ ProductCode: 'A-1', Quantity: 1, ProductUnitPrice: 100 }],
    ...fields,
  });

/** Sends a JSON Patch. */
export const patch = (call: Call, path: string, ...operations: readonly object[]): Promise<Reply> =>
  call('PATCH', path, operations, { 'Content-Type': 'application/json-patch+json' });

/** The ids that a payment needs: a settlement account, the VAT code "no treatment", the customer's ledger account. */
export async function paymentIds(
  call: Call,
  customerId: number,
): Promise<{ bank: number; vat: number; customer: number }> {
  const [accounts, vatCodes, customer] = (await Promise.all(
    ['/v2/GeneralLedgerAccounts?accountNos=1570', '/v2/VatCodes', `/v2/Customers/${customerId}`].map((path) =>
      call('GET', path),
    ),
  )) as [Reply, Reply, Reply];
  const vat = vatCodes.json.find((code) => code['Code'] === '7');
  return {
    bank: Number(accounts.json[0]?.['Id']),
    vat: Number(vat?.['Id']),
    customer: Number(customer.json['SubledgerAccountId']),
  };
}

/** A customer's payment as a bank voucher: it debits the settlement account and credits the customer. */
export const payment = (
  ids: { bank: number; vat: number; customer: number },
  amount: number,
  customerLine: object = {},
  head: object = {},
): object => ({
  VoucherDate: '2026-03-01',
  CurrencyCode: 'NOK',
  ...head,
  VoucherLines: [
    { AccountId: ids.bank, PostingDate: '2026-03-01', VatId: ids.vat, CurrencyAmount: amount },
    { AccountId: ids.customer, PostingDate: '2026-03-01', VatId: ids.vat, CurrencyAmount: -amount, ...customerLine },
  ],
});
