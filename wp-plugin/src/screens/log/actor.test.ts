import { actorInWords } from './actor.ts';

describe('an actor in words', () => {
  it.each([
    ['worker', 'Kontor'],
    ['intake', 'this shop'],
    ['office', 'the office'],
    ['shop:s1', 'this shop'],
    ['shop:s1/anna', 'anna'],
    ['shop:s1/anna (act)', 'anna'],
    ['operator:berit', 'berit (runs the bridge)'],
    ['somebody', 'somebody'],
  ])('%s is called %s', (actor, words) => {
    expect(actorInWords(actor)).toBe(words);
  });
});
