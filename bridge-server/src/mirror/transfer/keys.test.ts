import { documentKinds, type DocumentKind } from '../../systems/contract.ts';
import { customerKey, documentKey, parseDocumentKey } from './keys.ts';

const order = (email: string, customerId = 0) => ({ customerId, billing: { email } as never });

describe('keys at a target', () => {
  it('tell documents of one order apart and fit into fifty characters', () => {
    const keys = [
      documentKey('s12345678901', 9_007_199_254, 'order', ''),
      documentKey('s12345678901', 9_007_199_254, 'refund', '9007199255'),
      documentKey('s12345678901', 9_007_199_254, 'refund', '9007199256'),
      documentKey('s12345678901', 9_007_199_254, 'cancellation', ''),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(50);
  });

  const references: Readonly<Record<DocumentKind, readonly string[]>> = {
    order: [''],
    amendment: ['3', 'refund-35-4'],
    refund: ['9007199255'],
    cancellation: [''],
    payment: ['', 'paid'],
    article: ['A-1'],
  };
  const documents = documentKinds.flatMap((kind) =>
    references[kind].map((reference) => ({ orderId: 23, kind, reference })),
  );
  it.each(documents)('are read back as what they were made of: $kind $reference', (document) => {
    const key = documentKey('s12345678-01', document.orderId, document.kind, document.reference);
    expect(parseDocumentKey('s12345678-01', key)).toEqual(document);
    expect(parseDocumentKey('s12345678902', key)).toBeNull();
  });

  it.each([
    '',
    's1',
    's1-',
    's1-x',
    's1-023',
    's1-23-',
    's1-23-order',
    's1-23-refund-',
    's1-23-bill',
    's1-23 ',
    's1-99999999999999999999',
    's1-c-0a1b',
    's1-n-7',
    's11-23',
    '2024-001',
  ])('are not what somebody else wrote: %j', (key) => expect(parseDocumentKey('s1', key)).toBeNull());

  it('are one for all orders of an address, guest or not, however it is written', () => {
    const key = customerKey('s1', order('Kari@Example.test '));
    expect(customerKey('s1', order('kari@example.test', 7))).toBe(key);
    expect(customerKey('s2', order('kari@example.test'))).not.toBe(key);
    expect(key).not.toContain('kari');
    expect(customerKey('s12345678901', order('kari@example.test'))?.length).toBeLessThanOrEqual(50);
  });

  it("go by the shop's customer number without an address, and name nobody without either", () => {
    expect([customerKey('s1', order('', 7)), customerKey('s1', order(''))]).toEqual(['s1-n-7', null]);
  });
});
