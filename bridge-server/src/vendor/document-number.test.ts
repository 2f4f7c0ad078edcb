import { allTold } from '../../../tests/setup/telling.ts';
import { documentOfCandidate, pickOurs } from './document-number.ts';

const expected = { called: 'Document 12', number: '12', reference: 'shop-1', currency: 'NOK', of: 'order' } as const;
const candidate = { id: 'd-1', total: '100.00', currency: 'NOK', reference: 'shop-1' };

describe('documentOfCandidate', () => {
  it('accepts a document with our key, and one without any key', () => {
    const document = { id: 'd-1', number: '12', total: 10_000 };
    expect(documentOfCandidate(candidate, expected)).toEqual({ kind: 'found', document });
    expect(documentOfCandidate({ ...candidate, reference: null }, expected)).toEqual({ kind: 'found', document });
  });

  it.each([
    [{ reference: 'shop-2' }, 'Document 12 has the reference shop-2, but shop-1 is expected.'],
    [{ currency: 'SEK' }, 'Document 12 is in SEK, but the order is in NOK.'],
  ])('calls a document with %j unlike', (change, cause) => {
    expect(allTold(documentOfCandidate({ ...candidate, ...change }, expected))).toMatchObject({
      kind: 'unlike',
      code: 'found.unlike',
      cause,
    });
  });

  it('cannot judge a document whose amount is unreadable', () => {
    expect(documentOfCandidate({ ...candidate, total: 'much' }, expected)).toMatchObject({ kind: 'unknown' });
  });
});

describe('pickOurs', () => {
  it('picks the document with our key among several, and the only one without it', () => {
    const isOurs = (row: string) => row === 'ours';
    expect(pickOurs([], isOurs)).toBe('none');
    expect(pickOurs(['other'], isOurs)).toBe('other');
    expect(pickOurs(['other', 'ours'], isOurs)).toBe('ours');
    expect(pickOurs(['other', 'another'], isOurs)).toBe('several');
  });
});
