import { doParts, readPartAnswer } from './parts.ts';

const right = { steps: '<ul>right</ul>', goesOn: true };
const wrong = { steps: '<ul>wrong</ul>', goesOn: false };

describe('pairing part by part', () => {
  /** Pairs with a shop that gives these answers, one to each part. */
  async function pairing(answers: readonly unknown[]) {
    const asked: string[] = [];
    const shown: string[] = [];
    const ask = (part: string): Promise<unknown> => {
      asked.push(part);
      return Promise.resolve(answers[asked.length - 1]);
    };
    const ending = await doParts(['meet', 'join', 'try'], ask, (steps) => shown.push(steps));
    return { asked, shown, ending };
  }

  it('shows the checklist after each part, and ends paired', async () => {
    expect(await pairing([right, right, right])).toEqual({
      asked: ['meet', 'join', 'try'],
      shown: [right.steps, right.steps, right.steps],
      ending: 'paired',
    });
  });

  it('stops at the first part that fails, so that the secret is not sent', async () => {
    expect(await pairing([wrong])).toEqual({ asked: ['meet'], shown: [wrong.steps], ending: 'wrong' });
  });

  it.each([
    ['no answer', null],
    ['a text', 'steps'],
    ['a list', []],
    ['an answer without steps', { goesOn: true }],
    ['an answer whose steps are no text', { steps: 1, goesOn: true }],
    ['an error of WordPress', { code: 'rest_cookie_invalid_nonce', message: 'Cookie check failed' }],
  ])('ends unanswered at %s, and does not show it', async (_title, answer) => {
    expect(readPartAnswer(answer)).toBeNull();
    expect(await pairing([right, answer])).toEqual({
      asked: ['meet', 'join'],
      shown: [right.steps],
      ending: 'unanswered',
    });
  });
});
