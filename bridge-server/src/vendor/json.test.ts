import { readJson } from './json.ts';

describe('readJson', () => {
  it.each([
    ['an id that JavaScript would round', '{"Id":12345678901234567}', { Id: '12345678901234567' }],
    ['a price that JavaScript would round', '{"Price":0.12345678901234567}', { Price: '0.12345678901234567' }],
    [
      'the other numbers in a body with such an id',
      '{"Id":12345678901234567,"No":[1,{"Rate":-0.5}]}',
      { Id: '12345678901234567', No: ['1', { Rate: '-0.5' }] },
    ],
    [
      'numbers at any depth',
      '{"Id":7,"Lines":[{"Quantity":2.25,"Tags":[1,-2.5]},null]}',
      { Id: '7', Lines: [{ Quantity: '2.25', Tags: ['1', '-2.5'] }, null] },
    ],
    ['as many digits as JavaScript holds', '[123456789012345,-0.1]', ['123456789012345', '-0.1']],
    ['a number alone', '12.5', '12.5'],
    ['other values, unchanged', '{"Name":"7","Done":true,"Note":null}', { Name: '7', Done: true, Note: null }],
  ])('reads every number as text: %s', (_what, body, expected) => expect(readJson(body)).toEqual(expected));

  it.each(['', '<html>', '{"Id":', '{"Id":12345678901234567'])('gives undefined for %j, which is not JSON', (body) =>
    expect(readJson(body)).toBeUndefined(),
  );
});
