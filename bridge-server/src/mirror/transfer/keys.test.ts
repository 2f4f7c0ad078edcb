import { customerKey, documentKey } from './keys.ts';

const order = (email: string, customerId: string | null = null) => ({ customerId, billing: { email } as never });

describe('our key for a document', () => {
  const longest = 50;
  const at = { shopId: 's12345678901', subjectKind: 'order', subjectId: '9007199254' };

  it('tells the documents of one order apart', () => {
    const keys = [
      documentKey(at, 'order', '', longest),
      documentKey(at, 'refund', '9007199255', longest),
      documentKey(at, 'refund', '9007199256', longest),
      documentKey(at, 'cancellation', '', longest),
      documentKey(at, 'payment', '', longest),
    ];
    expect(keys).toEqual([
      's12345678901-9007199254',
      's12345678901-9007199254-refund-9007199255',
      's12345678901-9007199254-refund-9007199256',
      's12345678901-9007199254-cancellation',
      's12345678901-9007199254-payment',
    ]);
  });

  it('tells subjects of different kinds with one id apart', () => {
    const subject = { shopId: 's1', subjectId: '23' };
    expect(documentKey({ ...subject, subjectKind: 'order' }, 'order', '', longest)).toBe('s1-23');
    expect(documentKey({ ...subject, subjectKind: 'article' }, 'article', '', longest)).toBe('s1-article-23');
  });

  describe('that would be too long', () => {
    const long = { ...at, subjectId: '9'.repeat(60) };
    const keyOfRefund = (reference: string) => documentKey(long, 'refund', reference, longest);

    it('is as long as is allowed, and ends in a hash of the whole key', () => {
      expect(keyOfRefund('1')).toHaveLength(longest);
      expect(keyOfRefund('1')).toMatch(/^s12345678901-9+-[0-9a-f]{24}$/);
      expect(documentKey(long, 'order', '', 30)).toHaveLength(30);
    });

    it('is the same for every attempt, and differs from other keys', () => {
      expect(keyOfRefund('1')).toBe(keyOfRefund('1'));
      expect(keyOfRefund('1')).not.toBe(keyOfRefund('2'));
    });
  });

  it('stays as it is where it is exactly as long as is allowed', () => {
    expect(documentKey(at, 'order', '', 23)).toBe('s12345678901-9007199254');
  });
});

describe('our key for a customer', () => {
  it('is the same for all orders of an e-mail address, guest or not, however the address is written', () => {
    const key = customerKey('s1', order('Kari@Example.test '));
    expect(customerKey('s1', order('kari@example.test', '7'))).toBe(key);
    expect(customerKey('s2', order('kari@example.test'))).not.toBe(key);
  });

  it('does not tell the address, and is short enough for a vendor', () => {
    const key = customerKey('s12345678901', order('kari@example.test'));
    expect(key).not.toContain('kari');
    expect(key?.length).toBeLessThanOrEqual(50);
  });

  it("is made from the shop's customer number where there is no address", () =>
    expect(customerKey('s1', order('', '7'))).toBe('s1-n-7'));

  it('is null where the order names nobody', () => expect(customerKey('s1', order(''))).toBeNull());
});
