import { redactBodies } from './redaction.ts';

const disclosure = {
  harmless: ['Id', 'Total', 'Lines', 'Description', 'IsPerson'],
  words: ['title', 'detail', 'errors'],
};
const redact = (request: string | null, answer: string | null = null, refused = false) =>
  redactBodies({ request, answer }, disclosure, refused);

describe('a redacted body', () => {
  it('keeps harmless values as they were written, and has a mark with kind and length for every other value', () => {
    const harmless = '"Id":12345678901234567890,"Total":349.00,"IsPerson":true';
    const body = [
      harmless,
      '"Name":"Ola Nordmann"',
      '"Email":"ola@example.no"',
      '"Phone":"+47 22 33 44 55"',
      '"Age":44',
      '"Vip":false',
      '"Title":null',
    ];
    const marked = [
      harmless,
      '"Name":"‹text 12›"',
      '"Email":"‹e-mail 14›"',
      '"Phone":"‹digits 15›"',
      '"Age":"‹number 2›"',
      '"Vip":"‹yes or no 5›"',
      '"Title":null',
    ];
    expect(redact(`{${body.join()}}`).request).toBe(`{${marked.join()}}`);
  });

  it('marks a value by the name of its innermost field, however deep it lies', () => {
    expect(redact('{"Lines":[{"Description":"Fisk","Note":"to Ola"}],"Deep":{"er":["a","b"]}}').request).toBe(
      '{"Lines":[{"Description":"Fisk","Note":"‹text 6›"}],"Deep":{"er":["‹text 1›","‹text 1›"]}}',
    );
    expect(redact('["Ola"]').request).toBe('["‹text 3›"]');
    expect(redact('"Ola"').request).toBe('"‹text 3›"');
  });

  it('keeps a value that is harmless only inside another field', () => {
    const onlyInLines = { harmless: ['Lines.Text', 'Id'], words: [] };
    const body = { Text: 'Ola', Lines: [{ Text: 'Fisk', Inner: { Text: 'Ola' } }], Id: 7 };
    const { request } = redactBodies({ request: JSON.stringify(body), answer: null }, onlyInLines, false);
    expect(JSON.parse(request ?? '')).toEqual({
      Text: '‹text 3›',
      Lines: [{ Text: 'Fisk', Inner: { Text: '‹text 3›' } }],
      Id: 7,
    });
  });

  it('marks the value of a patch by the field that the patch changes', () => {
    const patch = [
      { op: 'replace', path: '/Description', value: 'Fisk' },
      { op: 'replace', path: '/Name', value: 'Ola' },
      { op: 'replace', path: '/Person', value: { Id: 1, Name: 'Ola' } },
    ];
    expect(JSON.parse(redact(JSON.stringify(patch)).request ?? '')).toMatchObject([
      { path: '/Description', value: 'Fisk' },
      { path: '/Name', value: '‹text 3›' },
      { value: { Id: 1, Name: '‹text 3›' } },
    ]);
  });

  it("keeps the words of a refusal, but not the request's values that they repeat", () => {
    const refusal = {
      title: 'Validation',
      detail: 'ola nordmann lives at "ola@example.no"; so does kari@example.no',
      errors: { Name: ['Nordmann is too long'] },
      trace: 'x',
    };
    const { answer } = redact('{"Name":"Ola Nordmann","Email":"ola@example.no"}', JSON.stringify(refusal), true);
    expect(JSON.parse(answer ?? '')).toEqual({
      title: 'Validation',
      detail: '‹text 12› lives at "‹e-mail 14›"; so does ‹struck out›',
      errors: { Name: ['‹text 8› is too long'] },
      trace: '‹text 1›',
    });
    expect(redact(null, '{"title":"Daglig leder"}', false).answer).toBe('{"title":"‹text 12›"}');
  });

  it('is only the length of a body that is no JSON or too large, and is cut when it is long', () => {
    expect(redact('client_id=1&secret=2', '<html>Ola</html>')).toEqual({
      request: '‹no JSON, 20 characters›',
      answer: '‹no JSON, 16 characters›',
    });
    expect(redact('', null)).toEqual({ request: null, answer: null });
    expect(redact(JSON.stringify({ Description: 'x'.repeat(2_000_000) })).request).toMatch(/^‹\d+ characters/);
    const long = redact(JSON.stringify({ Description: 'x'.repeat(20_000) })).request ?? '';
    expect(long).toMatch(/x… \d+ characters more$/);
    expect(long.length).toBeLessThan(16_500);
  });
});
