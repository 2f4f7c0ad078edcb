import { allTold } from '../../../../../tests/setup/telling.ts';
import type { OutgoingRequest, Sent } from '../../../egress/request.ts';
import { answerWith, documentId, problem, vendor } from '../../../../../tests/setup/told-poweroffice.ts';
import type { Step } from '../../contract.ts';
import { pushedBy } from '../../pushed.ts';
import { definePoweroffice } from '../system.ts';

const system = definePoweroffice(() => 0);

/** Go that gives these answers. `requests`: those that Go got, without the ones for a token. */
function go(answers: (request: OutgoingRequest) => Sent) {
  const requests: OutgoingRequest[] = [];
  const { context, calls } = vendor((request) => {
    requests.push(request);
    return answers(request);
  });
  return { context, requests, calls: () => calls().map((call) => call.replace(/\?.*/, '')) };
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
  Id: documentId,
  VoucherNo: 12,
  ExternalImportReference: 'key-1',
  IsReversed: false,
  ...change,
});
const entry = (change: object = {}) => ({
  VoucherId: documentId,
  VoucherNo: 12,
  VoucherType: 'BankJournal',
  CurrencyAmount: -349,
  CurrencyCode: 'NOK',
  CustomMatchingReference: 'order-1',
  ExternalImportReference: 'key-1',
  ...change,
});
const taken = problem(
  400,
  `ExternalImportReference is already in use. 'key-1' is used on voucher with Id = ${documentId}.`,
);
const done = { kind: 'done', result: { id: documentId, number: '12' } };

/** Go with these entries and vouchers, which refuses to post another. */
const holding = (entries: object[], vouchers: object[] = [], refusal: Sent = taken) =>
  go(({ method, url }) => {
    if (method === 'POST') return refusal;
    if (url.includes('/Statement')) return entries.length > 0 ? answerWith(200, entries) : answerWith(204);
    const read = vouchers.find((candidate) => url.endsWith((candidate as { Id: string }).Id));
    return read ? answerWith(200, read) : problem(404, 'Voucher not found.');
  });

describe('posting a payment', () => {
  it('sends exact numbers and returns id and number', async () => {
    const { context, requests } = go(() => answerWith(201, posted()));
    expect(await pushedBy(system).execute(context, step)).toEqual(done);
    expect(requests[0]?.body).toContain('"AccountId":9007199254740993');
    expect(requests[0]?.body).toContain('"CurrencyAmount":-349.00');
  });

  it('is done where a voucher already has our reference', async () => {
    const named = holding([], [posted()]);
    expect(await pushedBy(system).execute(named.context, step)).toEqual(done);
    expect(named.calls()).toEqual(['POST /Vouchers/BankJournals', `GET /Vouchers/BankJournals/${documentId}`]);
    const unnamed = holding([entry()], [posted()], problem(400, "ExternalImportReference is already in use: 'key-1'."));
    expect(await pushedBy(system).execute(unnamed.context, step)).toEqual(done);
  });

  it('is a doubt where the reference is taken and the voucher cannot be found', async () => {
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

describe('the look-up of a payment', () => {
  const other = 'b5a1c3d0-0000-4000-8000-000000000002';
  it.each<[string, object[], object[], object]>([
    ['our voucher', [entry()], [posted()], { kind: 'found', result: done.result }],
    [
      'nothing of ours among other entries with the same matching reference',
      [
        entry({ ExternalImportReference: null }),
        entry({ VoucherType: 'OutgoingInvoice', ExternalImportReference: 'order-1', CurrencyAmount: 349 }),
      ],
      [],
      { kind: 'absent' },
    ],
    ['nothing in an empty ledger', [], [], { kind: 'absent' }],
    ['nothing where our voucher was reversed', [entry()], [posted({ IsReversed: true })], { kind: 'absent' }],
    [
      'two vouchers of ours',
      [entry(), entry({ VoucherId: other })],
      [posted(), posted({ Id: other })],
      { kind: 'several' },
    ],
    ['an entry whose voucher cannot be read', [entry()], [], { kind: 'unknown' }],
  ])('finds %s', async (_what, entries, vouchers, expected) => {
    const { context, requests } = holding(entries, vouchers);
    expect(await pushedBy(system).lookup(context, step, new Date())).toMatchObject(expected);
    const { searchParams } = new URL(requests[0]?.url ?? '');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      customMatchingReferences: 'order-1',
      fromDate: '2026-11-22',
      toDate: '2026-11-22',
    });
  });

  it('is unknown, never absent, where the ledger cannot be read', async () => {
    expect(await pushedBy(system).lookup(go(() => answerWith(500)).context, step, new Date())).toMatchObject({
      kind: 'unknown',
    });
  });
});
