import type { Sent } from '../../egress/request.ts';
import { checkReportViewOf } from '../../operations/connections/report.ts';
import { systemOf, systems } from '../registry.ts';
import type { CheckReport } from '../contract-report.ts';
import { allTold, speaker } from '../../../../tests/setup/telling.ts';
import { answerWith, vendor } from '../../../../tests/setup/told-poweroffice.ts';
import { addressesOf, operatorKeys, productCode, limitOf, settings } from './settings.ts';
import { poweroffice } from './system.ts';

const token = answerWith(200, { access_token: 't', expires_in: 600 });

/**
 * Checks a connection that is not stored yet. `lists`: the answers of other lists by path; a list that is left out is
 * empty.
 */
function check(information: Sent, tokenAnswer: Sent = token, lists: Readonly<Record<string, Sent>> = {}) {
  const { system, context } = vendor(
    ({ url }) => {
      const path = new URL(url).pathname.replace(/^.*\/v2/, '');
      return path === '/ClientIntegrationInformation' ? information : lists[path];
    },
    () => tokenAnswer,
  );
  const put = async () => {
    throw new Error('nothing may be remembered');
  };
  return system.check({ ...context, store: { ...context.store, put } });
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
  '/LockDateSettings': answerWith(200, { LockDate: '2026-10-31' }),
  '/SubLedgerNumberSeries': answerWith(200, [
    { Id: 'a', Name: 'Kunder', FromInclusive: 10000, ToInclusive: 19999, IsDefault: true },
    { Id: 'b', Name: 'Nettbutikk', FromInclusive: 50000, ToInclusive: 59999 },
  ]),
  '/Products': answerWith(200, [
    { Id: 1, Code: 'A-1', StandardSalesAccount: 3000 },
    { Id: 2, Code: 'A-2', IsArchived: true },
    { Id: 4, Code: 'A-99', StandardSalesAccount: 3000 },
  ]),
  '/GeneralLedgerAccounts': answerWith(200, [{ AccountNo: 3000, VatCode: '3' }]),
  '/VatCodes': answerWith(200, [{ Code: '3', Rate: 0.25 }]),
  '/VatSettings': answerWith(200, { IsVatRegistered: true }),
};
const forbidden = answerWith(403);

/** The report as people read it; throws for a failed check. */
function read(report: CheckReport) {
  if (!report.ok) throw new Error(report.code);
  return checkReportViewOf(report, speaker.of(poweroffice.texts));
}

describe('check', () => {
  it('names the company behind the keys', async () => {
    expect(
      await check(
        answerWith(200, {
          ClientId: 'f5ee',
          ClientName: 'Demo Butikk AS',
          ValidPrivileges: rights,
          InvalidPrivileges: null,
        }),
      ),
    ).toMatchObject({
      ok: true,
      latencyMs: expect.any(Number) as unknown,
      account: 'f5ee',
      accountName: 'Demo Butikk AS',
    });
  });

  it('reports the lock date, the number series and the state of the products in the settings', async () => {
    const report = await check(
      answerWith(200, { ClientId: 'f5ee', ClientName: 'Demo Butikk AS', ValidPrivileges: rights }),
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

  it('still succeeds where a list may not or cannot be read', async () => {
    const report = await check(answerWith(200, { ClientId: 'f5ee', ValidPrivileges: rights }), token, {
      ...lists,
      '/LockDateSettings': forbidden,
      '/SubLedgerNumberSeries': answerWith(500, {}),
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

  it('notes which functions a missing or invalid privilege concerns', async () => {
    const report = await check(
      answerWith(200, {
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
        '/Products': answerWith(
          200,
          ['A-1', 'A-2', 'A-3', 'A-99'].map((Code, Id) => ({ Id, Code })),
        ),
      },
    );
    expect(read(report)).toMatchObject({
      account: 'f5ee',
      notes: [
        expect.stringMatching(/SalesOrders_Full has no effect.*for Orders, Refunds, Cancellations\./),
        expect.stringMatching(/lacks the privilege GeneralLedgerAccount.*for Payments, Create products\./),
        expect.stringMatching(/lacks the privilege Customer_Full.*for Create customers\./),
        expect.stringMatching(/Without GeneralLedgerAccount, Kontor cannot compare the VAT/),
      ],
    });
  });

  it('says for wrong keys that the extension may be inactive', async () => {
    const report = await check(
      token,
      answerWith(400, { error: 'invalid_client', error_description: 'Client integration not found.' }),
    );
    expect(allTold(report)).toMatchObject({
      ok: false,
      code: 'held.unauthorized',
      cause: 'invalid_client: Client integration not found.',
      remedy: expect.stringContaining('Meny › Innstillinger › Utvidelser') as unknown,
    });
  });

  it.each<[string, Sent]>([
    ['held.forbidden', forbidden],
    ['held.unreachable', { kind: 'not_sent', why: 'name_unknown', what: { word: 'no such name' } }],
    ['held.address_refused', { kind: 'not_sent', why: 'address_refused', what: { word: 'private' } }],
    ['held.rate_limited', { kind: 'not_sent', why: 'no_budget', what: { word: 'full' } }],
    ['held.unreadable', answerWith(200, {})],
    ['doubt.timeout', { kind: 'unanswered', why: 'timeout', what: { word: 'slow' } }],
    ['refused.not_found', answerWith(404, { title: 'Not found' })],
  ])('reports %s with a cause and a remedy', async (code, information) => {
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
  it("give the vendor's addresses, or those of another server with the same paths", () => {
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

  it('give each subscription key a limit of its own, whose name does not reveal the key', () => {
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

  it('all have defaults, and are the same after they were stored as JSON', () => {
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
  it('finds a system by its own key only', () => {
    for (const [key, system] of Object.entries(systems)) expect(systemOf(key)).toBe(system);
    expect(systemOf('poweroffice')?.label).toBe('PowerOffice Go');
    expect(systemOf('toString')).toBeUndefined();
  });
});
