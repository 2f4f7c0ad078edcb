import { isIk, isLanr } from './identifiers.ts';

describe('the IK of an insurer', () => {
  it.each(['109911114', '260326822', '109500969'])('%s is one', (number) => {
    expect(isIk(number)).toBe(true);
  });

  it.each([
    ['another check digit', '260326823'],
    ['eight digits', '26032682'],
    ['ten digits', '2603268220'],
    ['a letter', '26032682A'],
  ])('with %s is none', (_what, number) => {
    expect(isIk(number)).toBe(false);
  });
});

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
