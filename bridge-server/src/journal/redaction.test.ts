import { redactBodies } from './redaction.ts';

const disclosure = {
  harmless: ['Id', 'Total', 'Lines', 'Description', 'IsPerson'],
  words: ['title', 'detail', 'errors'],
};
const redact = (request: string | null, answer: string | null = null, refused = false) =>
  redactBodies({ request, answer }, disclosure, refused);

describe('a body that is kept', () => {
  it('says what is known to be harmless and marks the kind and length of all the rest', () => {
    const body =
      '{"Id":12345678901234567890,"Total":349.00,"IsPerson":true,"Name":"Ola Nordmann","Email":"ola@example.no","Phone":"+47 22 33 44 55","Age":44,"Vip":false,"Title":null}';
    expect(redact(body).request).toBe(
      '{"Id":12345678901234567890,"Total":349.00,"IsPerson":true,"Name":"‹text 12›","Email":"‹e-mail 14›","Phone":"‹digits 15›","Age":"‹number 2›","Vip":"‹yes or no 5›","Title":null}',
    );
  });

  it('is judged by the innermost field, however deep it lies', () => {
    expect(redact('{"Lines":[{"Description":"Fisk","Note":"to Ola"}],"Deep":{"er":["a","b"]}}').request).toBe(
      '{"Lines":[{"Description":"Fisk","Note":"‹text 6›"}],"Deep":{"er":["‹text 1›","‹text 1›"]}}',
    );
    expect(redact('["Ola"]').request).toBe('["‹text 3›"]');
    expect(redact('"Ola"').request).toBe('"‹text 3›"');
  });

  it('is judged by the field around it where a name alone does not tell', () => {
    const within = { harmless: ['Lines.Text', 'Id'], words: [] };
    const body = { Text: 'Ola', Lines: [{ Text: 'Fisk', Inner: { Text: 'Ola' } }], Id: 7 };
    expect(
      JSON.parse(redactBodies({ request: JSON.stringify(body), answer: null }, within, false).request ?? ''),
    ).toEqual({
      Text: '‹text 3›',
      Lines: [{ Text: 'Fisk', Inner: { Text: '‹text 3›' } }],
      Id: 7,
    });
  });

  it('is judged by the field that a patch names', () => {
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

  it("keeps a refusal's words without what they repeat", () => {
    const said = {
      title: 'Validation',
      detail: 'ola nordmann lives at "ola@example.no"; so does kari@example.no',
      errors: { Name: ['Nordmann is too long'] },
      trace: 'x',
    };
    const { answer } = redact('{"Name":"Ola Nordmann","Email":"ola@example.no"}', JSON.stringify(said), true);
    expect(JSON.parse(answer ?? '')).toEqual({
      title: 'Validation',
      detail: '‹text 12› lives at "‹e-mail 14›"; so does ‹struck out›',
      errors: { Name: ['‹text 8› is too long'] },
      trace: '‹text 1›',
    });
    expect(redact(null, '{"title":"Daglig leder"}', false).answer).toBe('{"title":"‹text 12›"}');
  });

  it('is no more than its length where it is no JSON, or too large', () => {
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
