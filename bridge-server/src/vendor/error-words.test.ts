import { readWords } from './error-words.ts';

describe('readWords', () => {
  it.each([
    ['a problem', { title: 'Validation', detail: 'No such VAT.' }, 'Validation: No such VAT.'],
    ['a problem with fields', { Title: 'Invalid', Errors: { Name: ['Empty'] } }, 'Invalid: {"Name":["Empty"]}'],
    ['an API gateway', { statusCode: 429, message: 'Try again in 3 seconds.' }, 'Try again in 3 seconds.'],
    ['a token endpoint', { error: 'invalid_client', error_description: 'Unknown.' }, 'invalid_client: Unknown.'],
  ])('reads the words of %s', (_form, body, words) => expect(readWords(JSON.stringify(body))).toBe(words));

  it.each(['', '<html>One moment</html>', '{}', '[]', '{"title":null}'])('finds no words in %j', (body) =>
    expect(readWords(body)).toBeNull(),
  );
});
