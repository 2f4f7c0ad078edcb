import { complaintOf, createOutput } from './output.ts';
import { newKeyOutput } from '../operations/keys/view.ts';
import { reason } from '../texts/reason.ts';
import { speaker } from '../../../tests/setup/telling.ts';

/** A title for the window, a cleared line, a C1 sequence, a turned direction and a line of its own. */
const hostile = '\u001b]0;PWNED\u0007\u001b[2K\u009b31m\u202e\u2028\r\n1001';
const shownHostile = '\\u001b]0;PWNED\\u0007\\u001b[2K\\u009b31m\\u202e\\u2028\\u000d\\u000a1001';
const obeyed = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

const answered = (value: unknown, json = false, columns?: string[]): string => {
  const written: string[] = [];
  createOutput(json, (text) => written.push(text)).answer(value, columns ? { table: { list: 'orders', columns } } : {});
  return written.join('');
};

describe('what people read on a terminal', () => {
  it('shows the characters that a terminal would obey, in a line, a list, a table and nested data', () => {
    expect(answered({ order: hostile })).toBe(`order  ${shownHostile}\n`);
    expect(answered({ orders: [hostile, 'b'] })).toBe(`orders  ${shownHostile}, b\n`);
    expect(answered({ detail: { [hostile]: hostile } })).toBe(`detail  ${shownHostile} ${shownHostile}\n`);
    expect(answered({ orders: [{ order: hostile }] }, false, ['order'])).toContain(` ${shownHostile} `);
    const nested = answered({ detail: { why: [{ order: hostile }] } });
    expect(nested).toContain('\\u001b]0;PWNED');
    expect(nested).not.toMatch(obeyed);
  });

  it('ends a long value with an ellipsis and never with half a character', () => {
    expect(answered({ order: 'x'.repeat(500) })).toBe(`order  ${'x'.repeat(500)}\n`);
    expect(answered({ order: 'x'.repeat(100_000) })).toBe(`order  ${'x'.repeat(499)}…\n`);
    expect(answered({ order: `${'x'.repeat(498)}${'😀'.repeat(9)}` })).toBe(`order  ${'x'.repeat(498)}…\n`);
    expect(answered({ orders: [{ detail: { why: ['x'.repeat(100_000)] } }] }).length).toBeLessThan(700);
  });

  it('is refused in sentences that keep to the same, and that end although what they quote is long', () => {
    const quoted = reason('config.wrong', { variable: hostile, value: 'x'.repeat(100_000), expected: 'a number' });
    const complaint = complaintOf([quoted], speaker);
    expect(complaint).toContain(shownHostile);
    expect(complaint).not.toMatch(obeyed);
    expect(complaint).toContain('x…');
    expect(complaint).toContain('a number');
    expect(complaint.length).toBeLessThan(2000);
  });
});

it('what scripts read is whole, and commands no terminal either', () => {
  const value = { order: hostile, name: 'x'.repeat(100_000) };
  const written = answered(value, true);
  expect(JSON.parse(written)).toEqual(value);
  expect(written).not.toMatch(obeyed);
});

it('a new key stands in one line that a program can read', () => {
  const privateKey = { kty: 'OKP', crv: 'Ed25519', d: 'secret', x: 'public' };
  const written: string[] = [];
  createOutput(false, (text) => written.push(text)).answer({ keyId: 'k', privateKey }, newKeyOutput);
  const line = written.find((text) => text.startsWith('privateKey'))?.replace('privateKey', '') ?? '';
  expect(JSON.parse(line)).toEqual(privateKey);
});
