import { answerOf, type Sent } from '../../egress/request.ts';
import { checkReportViewOf } from '../../operations/connections/report.ts';
import { systemOf, systems } from '../registry.ts';
import type { SystemContext } from '../contract.ts';
import type { CheckReport } from '../contract-report.ts';
import { memoryFacts } from '../../../../tests/setup/memory-facts.ts';
import { allTold, speaker } from '../../../../tests/setup/telling.ts';
import { addressesOf, operatorKeys, productCode, limitOf, settings } from './settings.ts';
import { definePoweroffice, poweroffice } from './system.ts';

const json = (status: number, body: unknown): Sent => answerOf(status, {}, Buffer.from(JSON.stringify(body)));
const token = json(200, { access_token: 't', expires_in: 600 });

/** `lists`: what other lists answer, by their path; without it they are empty. */
function check(information: Sent, tokenAnswer: Sent = token, lists: Readonly<Record<string, Sent>> = {}) {
  const context: SystemContext<unknown, unknown, unknown> = {
    operator: { applicationKey: 'app', subscriptionKey: 'sub' },
    settings: {},
    credentials: { clientKey: 'client' },
    connection: 'one',
    send: async ({ url }) => {
      const path = new URL(url).pathname.replace(/^.*\/v2/, '');
      return url.endsWith('/Token')
        ? tokenAnswer
        : path === '/ClientIntegrationInformation'
          ? information
          : (lists[path] ?? answerOf(204, {}, Buffer.alloc(0)));
    },
    // Credentials that are not stored yet have nowhere to remember anything.
    store: {
      ...memoryFacts(),
      put: async () => {
        throw new Error('nothing may be remembered');
      },
    },
  };
  return definePoweroffice().check(context);
}
const rights = [
  'Customer_Full',
  'Product_Full',
  'SalesOrders_Full',
  'OutgoingInvoice',
  'CommonServices',
  'GeneralLedgerAccount',
  'CustomerLedger',
  'BankVoucher_Full',
];
const lists = {
  '/LockDateSettings': json(200, { LockDate: '2026-10-31' }),
  '/SubLedgerNumberSeries': json(200, [
    { Id: 'a', Name: 'Kunder', FromInclusive: 10000, ToInclusive: 19999, IsDefault: true },
    { Id: 'b', Name: 'Nettbutikk', FromInclusive: 50000, ToInclusive: 59999 },
  ]),
  '/Products': json(200, [
    { Id: 1, Code: 'A-1', StandardSalesAccount: 3000 },
    { Id: 2, Code: 'A-2', IsArchived: true },
    { Id: 4, Code: 'A-99', StandardSalesAccount: 3000 },
  ]),
  '/GeneralLedgerAccounts': json(200, [{ AccountNo: 3000, VatCode: '3' }]),
  '/VatCodes': json(200, [{ Code: '3', Rate: 0.25 }]),
  '/VatSettings': json(200, { IsVatRegistered: true }),
};
const forbidden: Sent = answerOf(403, {}, Buffer.alloc(0));

/** A report as people read it; one that failed has nothing to read. */
function read(report: CheckReport) {
  if (!report.ok) throw new Error(report.code);
  return checkReportViewOf(report, speaker.of(poweroffice.texts));
}

describe('check', () => {
  it('names the company behind the keys', async () => {
    expect(
      await check(
        json(200, { ClientId: 'f5ee', ClientName: 'Demo Butikk AS', ValidPrivileges: rights, InvalidPrivileges: null }),
      ),
    ).toMatchObject({
      ok: true,
      latencyMs: expect.any(Number) as unknown,
      account: 'f5ee',
      accountName: 'Demo Butikk AS',
    });
  });

  it('tells lock date, number series and how the products of the settings stand', async () => {
    const report = await check(
      json(200, { ClientId: 'f5ee', ClientName: 'Demo Butikk AS', ValidPrivileges: rights }),
      token,
      lists,
    );
    expect(read(report)).toMatchObject({
      details: [
        { label: 'Client', value: 'Demo Butikk AS' },
        { label: 'Books closed until', value: '2026-10-31' },
        { label: 'Number series of customers', value: 'Kunder (10000–19999), default; Nettbutikk (50000–59999)' },
        {
          label: 'Products for sales at home',
          value: '1 of 4 can be used; 1 missing: A-3; 1 archived: A-2; 1 with the wrong VAT: A-99',
        },
      ],
      notes: [
        expect.stringMatching(/A-2 is archived/),
        expect.stringMatching(/no product with the code A-3/),
        expect.stringMatching(/A-99.*VAT code 3 with 25 %/),
      ],
    });
  });

  it('is green all the same where a list may not be read, or cannot be', async () => {
    const report = await check(json(200, { ClientId: 'f5ee', ValidPrivileges: rights }), token, {
      ...lists,
      '/LockDateSettings': forbidden,
      '/SubLedgerNumberSeries': json(500, {}),
      '/Products': forbidden,
    });
    expect(read(report)).toMatchObject({
      details: [{ label: 'Client' }],
      notes: [
        'Books closed until: the extension in Go may not read it.',
        expect.stringMatching(/^Number series of customers: cannot be read now/),
        'Products for sales at home: the extension in Go may not read it.',
      ],
    });
  });

  it('notes for which function a privilege is missing or does not work', async () => {
    const report = await check(
      json(200, {
        ClientId: 'f5ee',
        ValidPrivileges: [
          ...rights.filter((right) => !/^(Customer_Full|SalesOrders_Full|GeneralLedgerAccount)$/.test(right)),
          'Customer',
        ],
        InvalidPrivileges: ['SalesOrders_Full'],
      }),
      token,
      {
        ...lists,
        '/Products': json(
          200,
          ['A-1', 'A-2', 'A-3', 'A-99'].map((Code, Id) => ({ Id, Code })),
        ),
      },
    );
    expect(read(report)).toMatchObject({
      account: 'f5ee',
      notes: [
        expect.stringMatching(/SalesOrders_Full does not work.*for Orders, Refunds, Cancellations:/),
        expect.stringMatching(/GeneralLedgerAccount is missing.*for Payments, Create products:/),
        expect.stringMatching(/Customer_Full is missing.*for Create customers:/),
        expect.stringMatching(/Without GeneralLedgerAccount, the VAT/),
      ],
    });
  });

  it('says with wrong keys that the extension may not be active', async () => {
    const report = await check(
      token,
      json(400, { error: 'invalid_client', error_description: 'Client integration not found.' }),
    );
    expect(allTold(report)).toMatchObject({
      ok: false,
      code: 'held.unauthorized',
      cause: 'invalid_client: Client integration not found.',
      remedy: expect.stringContaining('Meny › Innstillinger › Utvidelser') as unknown,
    });
  });

  it.each<[string, Sent]>([
    ['held.forbidden', answerOf(403, {}, Buffer.alloc(0))],
    ['held.unreachable', { kind: 'not_sent', why: 'name_unknown', what: { word: 'no such name' } }],
    ['held.address_refused', { kind: 'not_sent', why: 'address_refused', what: { word: 'private' } }],
    ['held.rate_limited', { kind: 'not_sent', why: 'no_budget', what: { word: 'full' } }],
    ['held.unreadable', json(200, {})],
    ['doubt.timeout', { kind: 'unanswered', why: 'timeout', what: { word: 'slow' } }],
    ['refused.not_found', json(404, { title: 'Not found' })],
  ])('%s comes with a cause and a remedy', async (code, information) => {
    const report = await check(information);
    expect(allTold(report)).toMatchObject({
      ok: false,
      code,
      cause: expect.stringMatching(/./) as unknown,
      remedy: expect.stringMatching(/./) as unknown,
    });
  });
});

describe('settings', () => {
  it("lead to the vendor's addresses, or to another server with the same paths", () => {
    const keys = { applicationKey: 'a', subscriptionKey: 's' };
    expect(addressesOf(operatorKeys.parse(keys))).toEqual({
      token: 'https://goapi.poweroffice.net/OAuth/Token',
      api: 'https://goapi.poweroffice.net/v2',
    });
    expect(addressesOf(operatorKeys.parse({ ...keys, environment: 'demo' }))).toEqual({
      token: 'https://goapi.poweroffice.net/Demo/OAuth/Token',
      api: 'https://goapi.poweroffice.net/Demo/v2',
    });
    expect(addressesOf(operatorKeys.parse({ ...keys, address: 'http://127.0.0.1:8900/' }))).toEqual({
      token: 'http://127.0.0.1:8900/OAuth/Token',
      api: 'http://127.0.0.1:8900/v2',
    });
  });

  it('count requests for each subscription key without telling it', () => {
    const rate = (subscriptionKey: string, requestsPerSecond?: string) =>
      limitOf(operatorKeys.parse({ applicationKey: 'a', subscriptionKey, requestsPerSecond }));
    expect(rate('secret-one').perSecond).toBe(10);
    expect(rate('secret-one', '2.5').perSecond).toBe(2.5);
    expect(rate('secret-one').key).toBe(rate('secret-one').key);
    expect(rate('secret-one').key).not.toBe(rate('secret-two').key);
    expect(rate('secret-one').key).not.toContain('secret');
    expect(operatorKeys.safeParse({ applicationKey: 'a', subscriptionKey: 's', requestsPerSecond: '0' }).success).toBe(
      false,
    );
  });

  it('all have defaults, and read again what they wrote', () => {
    const defaults = settings.parse({});
    expect(defaults.products.map(({ rate, number }) => `${rate}→${productCode(defaults, number)}`)).toEqual([
      '25→A-1',
      '15→A-2',
      '12→A-3',
      '0→A-99',
      'none→A-99',
      '0→A-98',
      'none→A-98',
      'none→A-97',
      '0→A-97',
      'none→A-99',
      '0→A-99',
    ]);
    expect(settings.parse(JSON.parse(JSON.stringify(defaults)))).toEqual(defaults);
    expect(settings.safeParse({ products: [{ rate: '25.0', number: '1' }] }).success).toBe(false);
    expect(settings.safeParse({ roundingProduct: 'A-1,A-2' }).success).toBe(false);
  });
});

describe('registry', () => {
  it('knows systems by their own key, and nothing else', () => {
    for (const [key, system] of Object.entries(systems)) expect(systemOf(key)).toBe(system);
    expect(systemOf('poweroffice')?.label).toBe('PowerOffice Go');
    expect(systemOf('toString')).toBeUndefined();
  });
});
