import type { OfficeState } from '@kontor/shared/office';
import { newsBetween } from './office-news.ts';

const sent: OfficeState = {
  invoiceNumber: '7',
  invoicedAt: '2026-11-22',
  sentAt: '2026-11-22T10:00:00.000Z',
  balance: 500,
};
const paid: OfficeState = { ...sent, balance: 0, paidAt: '2026-11-23T10:00:00.000Z' };

describe('what the journal says of the office', () => {
  it.each<[string, OfficeState, OfficeState, string[]]>([
    ['an invoice that was sent', {}, sent, ['office.invoiced', 'office.sent']],
    ['one that was not sent by the office', {}, { invoiceNumber: '7' }, ['office.invoiced']],
    ['all of it at once', {}, paid, ['office.invoiced', 'office.sent', 'office.paid']],
    ['a payment', sent, paid, ['office.paid']],
    ['a payment taken back', paid, sent, ['office.reopened']],
    ['a part of it', sent, { ...sent, balance: 100 }, ['office.changed']],
    ['another invoice in place of it', sent, { ...sent, invoiceNumber: '8' }, ['office.invoiced']],
  ])('%s', (_what, was, is, codes) => expect(newsBetween(was, is)).toEqual(codes));
});
