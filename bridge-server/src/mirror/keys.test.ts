import { customerKey, documentKey } from './keys.ts';

const order = (email: string, customerId = 0) => ({ customerId, billing: { email } as never });

describe('keys at a target', () => {
  it('tell documents of one order apart and fit into fifty characters', () => {
    const keys = [
      documentKey('s12345678901', 9_007_199_254, 'order', ''), documentKey('s12345678901', 9_007_199_254, 'refund', '9007199255'),
      documentKey('s12345678901', 9_007_199_254, 'refund', '9007199256'), documentKey('s12345678901', 9_007_199_254, 'cancellation', ''),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(50);
  });

  it('are one for all orders of an address, guest or not, however it is written', () => {
    const key = customerKey('s1', order('Kari@Example.test '));
    expect(customerKey('s1', order('kari@example.test', 7))).toBe(key);
    expect(customerKey('s2', order('kari@example.test'))).not.toBe(key);
    expect(key).not.toContain('kari');
    expect(customerKey('s12345678901', order('kari@example.test'))?.length).toBeLessThanOrEqual(50);
  });

  it('go by the shop\'s customer number without an address, and name nobody without either', () => {
    expect([customerKey('s1', order('', 7)), customerKey('s1', order(''))]).toEqual(['s1-n-7', null]);
  });
});
