import { allTold } from '../../../../../tests/setup/telling.ts';
import type { Sent } from '../../../egress/request.ts';
import { answerWith, deletionStep, documentId, problem, vendor } from '../../../../../tests/setup/told-poweroffice.ts';
import { pushedBy } from '../../pushed.ts';
import { definePoweroffice } from '../system.ts';

const system = definePoweroffice(() => 0);

describe('deleting a draft', () => {
  const since = new Date('2026-11-22T12:00:00Z');
  const unknown = problem(404, 'Sales order not found.');
  const draft = { Id: documentId, SalesOrderNo: 6001, TotalAmount: 349, CustomMatchingReference: 'key-1' };
  const invoice = {
    Id: documentId,
    InvoiceNo: 12,
    TotalAmount: 349,
    CustomMatchingReference: 'key-1',
    VoucherType: 'OutgoingInvoice',
  };
  /** Go with these documents, which answers every deletion with `deleted`. */
  const holding = (held: { draft?: object; invoice?: object; named?: object[] }, deleted: Sent = unknown) =>
    vendor(({ method, url }) => {
      if (method === 'DELETE') return deleted;
      if (url.includes('/OutgoingInvoices?')) return held.named ? answerWith(200, held.named) : answerWith(204);
      const document = url.includes('/SalesOrders/') ? held.draft : held.invoice;
      return document ? answerWith(200, document) : unknown;
    });

  it.each([
    [200, ''],
    [204, ''],
    [200, ' '],
  ])('is done when Go answers %i with the empty body "%s"', async (status, body) => {
    const { context, calls } = holding({}, answerWith(status, body));
    expect(await pushedBy(system).execute(context, deletionStep)).toEqual({ kind: 'done', result: { deleted: true } });
    expect(calls()).toEqual([`DELETE /SalesOrders/${documentId}`]);
  });

  it('is done when the draft is already gone', async () => {
    const { context } = holding({});
    expect(await pushedBy(system).execute(context, deletionStep)).toEqual({ kind: 'done', result: { deleted: true } });
  });

  it.each([{ invoice }, { named: [invoice] }])('is refused when the office has sent it: %j', async (held) => {
    const { context } = holding(held);
    expect(allTold(await pushedBy(system).execute(context, deletionStep))).toMatchObject({
      kind: 'refused',
      code: 'refused.invoiced_meanwhile',
      cause: expect.stringContaining('invoice 12'),
    });
  });

  it('is refused when the draft is confirmed', async () => {
    const { context } = holding({ draft }, problem(409, 'Sales order is confirmed and locked from edit.'));
    expect(allTold(await pushedBy(system).execute(context, deletionStep))).toMatchObject({
      kind: 'refused',
      code: 'refused.conflict',
      cause: expect.stringContaining('confirmed'),
      remedy: expect.stringContaining('draft'),
    });
  });

  it('is a doubt when Go cannot find a draft that it shows, or cannot be read', async () => {
    const shown = holding({ draft });
    expect(await pushedBy(system).execute(shown.context, deletionStep)).toMatchObject({
      kind: 'doubt',
      code: 'doubt.contradicted',
    });
    const silent = vendor(({ method }) => (method === 'DELETE' ? unknown : answerWith(500)));
    expect(await pushedBy(system).execute(silent.context, deletionStep)).toMatchObject({
      kind: 'doubt',
      code: 'doubt.server_error',
    });
  });

  it.each<[string, Parameters<typeof holding>[0], object]>([
    ['absent while the draft is there', { draft }, { kind: 'absent' }],
    ['absent where the office has sent an invoice', { invoice }, { kind: 'absent' }],
    ['found where the document is nowhere', {}, { kind: 'found', result: { deleted: true } }],
    [
      'unknown where several invoices have our key',
      { named: [invoice, { ...invoice, Id: 'other' }] },
      { kind: 'unknown' },
    ],
  ])('is looked up as %s', async (_what, held, expected) => {
    const { context } = holding(held);
    expect(await pushedBy(system).lookup(context, deletionStep, since)).toMatchObject(expected);
  });
});
