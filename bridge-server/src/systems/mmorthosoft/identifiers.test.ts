import { isLanr } from './identifiers.ts';

describe('the LANR of a doctor', () => {
  it.each(['123456699', '654321199', '999999991', '000001100', '444444400'])('%s is one', (number) => {
    expect(isLanr(number)).toBe(true);
  });

  it.each([
    ['another check digit', '123456700'],
    ['eight digits', '12345669'],
    ['a letter', '1234566X9'],
  ])('with %s is none', (_what, number) => {
    expect(isLanr(number)).toBe(false);
  });
});
