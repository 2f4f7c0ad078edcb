import { reason } from '../texts/reason.ts';
import { labelledOption, optionsOf } from './options.ts';
import { held, valueOf } from './reply.ts';

interface Row {
  number: string;
  sales: boolean;
}
const lists = {
  accounts: ({ number }: Row) => labelledOption(number, ''),
  salesAccounts: ({ number, sales }: Row) => (sales ? labelledOption(number, 'Sales', ' (25 %)') : null),
};
const rows: Row[] = [
  { number: '1570', sales: false },
  { number: '3000', sales: true },
];

describe('optionsOf', () => {
  it("makes each list from the vendor's rows that it offers", () => {
    expect(optionsOf(valueOf(rows), lists)).toEqual({
      accounts: {
        kind: 'read',
        options: [
          { value: '1570', label: '1570' },
          { value: '3000', label: '3000' },
        ],
      },
      salesAccounts: { kind: 'read', options: [{ value: '3000', label: '3000 Sales (25 %)' }] },
    });
  });

  it('says in each list that the credentials lack the right to read it', () => {
    const why = reason('held.forbidden', { said: 'No right.', vendor: 'Folio' });
    const forbidden = { ...why, kind: 'forbidden' };
    expect(optionsOf(held(why), lists)).toEqual({
      accounts: forbidden,
      salesAccounts: forbidden,
    });
  });

  it.each([
    { kind: 'postponed', code: 'retry.postponed', retryAfterSeconds: 1 } as const,
    { kind: 'doubt', code: 'doubt.timeout' } as const,
    held(reason('held.unreachable', { cause: 'No route.', vendor: 'Folio' })),
    { kind: 'refused', code: 'refused.request' } as const,
  ])('says that the list could not be read this time: $code', (failed) => {
    expect(optionsOf(failed, lists)).toMatchObject({ accounts: { kind: 'not_now', code: failed.code } });
  });
});
