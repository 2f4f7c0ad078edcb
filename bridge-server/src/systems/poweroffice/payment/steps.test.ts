import { allTold } from '../../../../../tests/setup/telling.ts';
import type { OutgoingRequest, Sent } from '../../../egress/request.ts';
import { answer, id, problem, vendor } from '../../../../../tests/setup/told-poweroffice.ts';
import type { Step } from '../../contract.ts';
import { pushedBy } from '../../pushed.ts';
import { definePoweroffice } from '../system.ts';

const system = definePoweroffice(() => 0);

/** Go that answers as told, and what it was asked besides for a token. */
function go(answers: (request: OutgoingRequest) => Sent) {
  const asked: OutgoingRequest[] = [];
  const { context, calls } = vendor((request) => {
    asked.push(request);
    return answers(request);
  });
  return { context, asked, calls: () => calls().map((call) => call.replace(/\?.*/, '')) };
}

const line = { VatId: '7', PostingDate: '2026-11-22', Description: 'Betaling' };
const voucher = {
  VoucherDate: '2026-11-22',
  CurrencyCode: 'NOK',
  Description: 'Betaling',
  ExternalImportReference: 'key-1',
  VoucherLines: [
    { ...line, AccountId: '9007199254740993', CurrencyAmount: '349.00' },
    { ...line, AccountId: '71', CurrencyAmount: '-349.00', CustomMatchingReference: 'order-1' },
  ],
};
const step: Step = {
  key: 'payment',
  kind: 'poweroffice.payment.post',
  does: 'document',
  input: { voucher, matching: 'order-1', amount: 34_900 },
};
const posted = (change: object = {}) => ({
  Id: id,
  VoucherNo: 12,
  ExternalImportReference: 'key-1',
  IsReversed: false,
  ...change,
});
const entry = (change: object = {}) => ({
  VoucherId: id,
  VoucherNo: 12,
  VoucherType: 'BankJournal',
  CurrencyAmount: -349,
  CurrencyCode: 'NOK',
  CustomMatchingReference: 'order-1',
  ExternalImportReference: 'key-1',
  ...change,
});
const taken = problem(400, `ExternalImportReference is already in use. 'key-1' is used on voucher with Id = ${id}.`);
const done = { kind: 'done', result: { id, number: '12' } };

/** Go that refuses the reference, with these entries and vouchers. */
const holding = (entries: object[], vouchers: object[] = [], refusal: Sent = taken) =>
  go(({ method, url }) => {
    if (method === 'POST') return refusal;
    if (url.includes('/Statement')) return entries.length > 0 ? answer(200, entries) : answer(204);
    const found = vouchers.find((one) => url.endsWith((one as { Id: string }).Id));
    return found ? answer(200, found) : problem(404, 'Voucher not found.');
  });

describe('posting a payment', () => {
  it('sends exact numbers and keeps id and number', async () => {
    const { context, asked } = go(() => answer(201, posted()));
    expect(await pushedBy(system).execute(context, step)).toEqual(done);
    expect(asked[0]?.body).toContain('"AccountId":9007199254740993');
    expect(asked[0]?.body).toContain('"CurrencyAmount":-349.00');
  });

  it('takes the voucher with our reference for the one', async () => {
    const named = holding([], [posted()]);
    expect(await pushedBy(system).execute(named.context, step)).toEqual(done);
    expect(named.calls()).toEqual(['POST /Vouchers/BankJournals', `GET /Vouchers/BankJournals/${id}`]);
    const unnamed = holding([entry()], [posted()], problem(400, "ExternalImportReference is already in use: 'key-1'."));
    expect(await pushedBy(system).execute(unnamed.context, step)).toEqual(done);
  });

  it('is a doubt where the reference is taken and nothing shows by what', async () => {
    expect(await pushedBy(system).execute(holding([]).context, step)).toMatchObject({
      kind: 'doubt',
      code: 'doubt.duplicate',
    });
  });

  it("is refused in Go's words", async () => {
    const { context } = go(() => problem(404, 'Account with id = 71 not found.'));
    expect(allTold(await pushedBy(system).execute(context, step))).toMatchObject({
      kind: 'refused',
      code: 'refused.not_found',
      cause: expect.stringContaining('71'),
    });
  });
});

describe('asking about a payment', () => {
  const other = 'b5a1c3d0-0000-4000-8000-000000000002';
  it.each<[string, object[], object[], object]>([
    ['ours', [entry()], [posted()], { kind: 'found', result: done.result }],
    [
      'only other entries with the same matching',
      [
        entry({ ExternalImportReference: null }),
        entry({ VoucherType: 'OutgoingInvoice', ExternalImportReference: 'order-1', CurrencyAmount: 349 }),
      ],
      [],
      { kind: 'absent' },
    ],
    ['nothing', [], [], { kind: 'absent' }],
    ['ours, reversed', [entry()], [posted({ IsReversed: true })], { kind: 'absent' }],
    ['ours twice', [entry(), entry({ VoucherId: other })], [posted(), posted({ Id: other })], { kind: 'several' }],
    ['an entry whose voucher cannot be read', [entry()], [], { kind: 'unknown' }],
  ])('finds %s', async (_what, entries, vouchers, expected) => {
    const { context, asked } = holding(entries, vouchers);
    expect(await pushedBy(system).lookup(context, step, new Date())).toMatchObject(expected);
    const { searchParams } = new URL(asked[0]?.url ?? '');
    expect([
      searchParams.get('customMatchingReferences'),
      searchParams.get('fromDate'),
      searchParams.get('toDate'),
    ]).toEqual(['order-1', '2026-11-22', '2026-11-22']);
  });

  it('never takes a ledger that cannot be read for an empty one', async () => {
    expect(await pushedBy(system).lookup(go(() => answer(500)).context, step, new Date())).toMatchObject({
      kind: 'unknown',
    });
  });
});
