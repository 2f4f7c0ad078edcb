import { table } from '../../../../bridge-server/src/mirror/transfer/states.ts';
import { actorInWords, sentenceOf } from './words.ts';

describe('the words of the log', () => {
  it('put everything that can happen to a document into a sentence', () => {
    const codes = table.map(({ reason }) => (reason.endsWith('.') ? `${reason}any` : reason));
    expect(codes.length).toBeGreaterThan(60);
    expect([...new Set(codes)].filter((code) => !/^[A-Z].+\.$/.test(sentenceOf({ code, detail: {} })))).toEqual([]);
  });

  it('let a code that nobody has put into words show itself', () => {
    expect(sentenceOf({ code: 'moon.landed', detail: null })).toBe('moon.landed');
    expect(sentenceOf({ code: 'constructor', detail: null })).toBe('constructor');
  });

  it('name a document by its number where there is one', () => {
    expect(sentenceOf({ code: 'sent', detail: { document: '6011' } })).toBe('The document is in the office as 6011.');
    expect(sentenceOf({ code: 'sent', detail: {} })).toBe('The document is in the office.');
  });

  it.each([
    ['worker', 'Kontor'],
    ['intake', 'this shop'],
    ['office', 'the office'],
    ['shop:s1', 'this shop'],
    ['shop:s1/anna', 'anna'],
    ['shop:s1/anna (act)', 'anna'],
    ['operator:berit', 'berit (runs the bridge)'],
    ['somebody', 'somebody'],
  ])('call %s %s', (actor, words) => {
    expect(actorInWords(actor)).toBe(words);
  });
});
