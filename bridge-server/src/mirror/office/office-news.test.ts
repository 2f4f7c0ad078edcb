import type { OfficeState } from '@kontor/shared/office';
import { newsBetween } from './office-news.ts';

const sent: OfficeState = {
  invoiceNumber: '7',
  invoicedAt: '2026-11-22',
  sentAt: '2026-11-22T10:00:00.000Z',
  balance: 500,
};
const paid: OfficeState = { ...sent, balance: 0, paidAt: '2026-11-23T10:00:00.000Z' };

describe('the codes by which the journal tells what the office did', () => {
  it.each<[string, OfficeState, OfficeState, string[]]>([
    ['it invoiced the document and sent the invoice', {}, sent, ['office.invoiced', 'office.sent']],
    ['it invoiced the document and sent nothing', {}, { invoiceNumber: '7' }, ['office.invoiced']],
    ['it invoiced, sent and was paid at once', {}, paid, ['office.invoiced', 'office.sent', 'office.paid']],
    ['the invoice was paid', sent, paid, ['office.paid']],
    ['the payment was taken back', paid, sent, ['office.reopened']],
    ['a part of the invoice was paid', sent, { ...sent, balance: 100 }, ['office.changed']],
    ['another invoice took its place', sent, { ...sent, invoiceNumber: '8' }, ['office.invoiced']],
  ])('%s', (_what, was, is, codes) => expect(newsBetween(was, is)).toEqual(codes));
});
