import { showHints } from './hints.ts';

const hint = 'Compare it with the card.';
const input = (): HTMLInputElement => document.querySelector<HTMLInputElement>('#ik')!;
const shown = (): (string | null)[] => [...document.querySelectorAll('.kontor-hint')].map((text) => text.textContent);

/** Types a value into the input, and leaves it. */
function type(value: string): void {
  input().value = value;
  input().dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
}

beforeAll(() => showHints(document, { ids: ['ik'], isRight: (value) => value === 'right', hint }));

it('tells the customer about a wrong value until it is right or empty, also beside an input that came later', () => {
  document.body.innerHTML = '<p class="form-row"><input id="ik"></p><input id="other">';
  type('wrong');
  type('wrong again');
  expect(shown()).toEqual([hint]);
  expect(document.getElementById(input().getAttribute('aria-describedby') ?? '')?.getAttribute('role')).toBe('alert');
  type('right');
  expect(shown()).toEqual([]);
  expect(input().hasAttribute('aria-describedby')).toBe(false);
  type('wrong');
  type('  ');
  expect(shown()).toEqual([]);
});

it('leaves other inputs alone', () => {
  document.body.innerHTML = '<input id="ik"><input id="other" value="wrong">';
  document.querySelector('#other')?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  expect(shown()).toEqual([]);
});
