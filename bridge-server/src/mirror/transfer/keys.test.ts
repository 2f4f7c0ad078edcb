import { customerKey, documentKey } from './keys.ts';

const order = (email: string, customerId: string | null = null) => ({ customerId, billing: { email } as never });

describe('keys at a target', () => {
  const longest = 50;
  const at = { shopId: 's12345678901', subjectKind: 'order', subjectId: '9007199254' };

  it('tell documents of one order apart', () => {
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

  it('tell subjects of different kinds with one id apart', () => {
    const article = { shopId: 's1', subjectKind: 'article', subjectId: '23' };
    expect([
      documentKey({ ...article, subjectKind: 'order' }, 'order', '', longest),
      documentKey(article, 'article', '', longest),
    ]).toEqual(['s1-23', 's1-article-23']);
  });

  it('end in a hash of the whole where they are too long, and still differ', () => {
    const long = { ...at, subjectId: '9'.repeat(60) };
    const keys = ['1', '2'].map((reference) => documentKey(long, 'refund', reference, longest));
    expect(new Set([...keys, documentKey(long, 'refund', '1', longest)]).size).toBe(2);
    expect(keys.map((key) => key.length)).toEqual([longest, longest]);
    for (const key of keys) expect(key).toMatch(/^s12345678901-9+-[0-9a-f]{24}$/);
    const short = documentKey(at, 'order', '', 23);
    expect(short).toHaveLength(23);
  });

  it('are one for all orders of an address, guest or not, however it is written', () => {
    const key = customerKey('s1', order('Kari@Example.test '));
    expect(customerKey('s1', order('kari@example.test', '7'))).toBe(key);
    expect(customerKey('s2', order('kari@example.test'))).not.toBe(key);
    expect(key).not.toContain('kari');
    expect(customerKey('s12345678901', order('kari@example.test'))?.length).toBeLessThanOrEqual(50);
  });

  it("go by the shop's customer number without an address, and name nobody without either", () => {
    expect([customerKey('s1', order('', '7')), customerKey('s1', order(''))]).toEqual(['s1-n-7', null]);
  });
});
