import { judgeInstitutionCode } from './institution-code.ts';

it.each([
  ['right', 'the right check digit', '109911114'],
  ['right', 'the right check digit of a service provider', '260326822'],
  ['right', 'the right check digit', '109500969'],
  ['doubtful', 'another check digit', '109911115'],
  ['wrong', 'another check digit of a service provider', '260326823'],
  ['wrong', 'eight digits', '26032682'],
  ['wrong', 'ten digits', '2603268220'],
  ['wrong', 'a letter', '26032682A'],
  ['wrong', 'blanks', '260 326 822'],
])('judges as %s a code with %s', (judgement, _what, code) => {
  expect(judgeInstitutionCode(code)).toBe(judgement);
});
