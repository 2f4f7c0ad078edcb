import { isInsurerNumber } from './insurer-number.ts';

it.each([
  ['101575519', true],
  ['108310400', true],
  [' 108 310 400 ', true],
  ['101575518', false],
  ['101755519', false],
  ['10157551', false],
  ['10157551X', false],
])('takes the IK %j for right: %s', (text, isRight) => {
  expect(isInsurerNumber(text)).toBe(isRight);
});
