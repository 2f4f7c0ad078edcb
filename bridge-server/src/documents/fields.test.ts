import { clipped, headerFieldsOf } from './fields.ts';

describe('clipped', () => {
  it('trims the text and never cuts a character in half', () => {
    expect(clipped('  Oslo ', 10)).toBe('Oslo');
    expect(clipped('abc', 2)).toBe('ab');
    expect(clipped('ab😀', 3)).toBe('ab');
    expect(clipped('ab😀', 4)).toBe('ab😀');
  });
});

describe('header fields', () => {
  const entries = [
    { paymentMethod: 'cod', department: '1' },
    { country: 'no', department: '2', project: '3' },
    { department: '4', project: '5' },
  ];
  const order = (paymentMethod: string, country: string) => ({ paymentMethod, billing: { country } }) as never;
  const filled = (paymentMethod: string, country: string) =>
    headerFieldsOf(order(paymentMethod, country), entries, { department: 'Dept', project: 'Proj' });

  it('each come from the first entry that fits the order and has the field', () => {
    expect(filled('cod', 'NO')).toEqual({ Dept: '1', Proj: '3' });
    expect(filled('vipps', 'NO')).toEqual({ Dept: '2', Proj: '3' });
    expect(filled('vipps', 'SE')).toEqual({ Dept: '4', Proj: '5' });
  });

  it('stay empty where no fitting entry has the field', () => {
    expect(headerFieldsOf(order('vipps', 'NO'), [{ country: 'SE', project: '1' }], { project: 'Proj' })).toEqual({});
  });
});
