import { complaintOf, createOutput } from './output.ts';
import { newKeyOutput } from '../operations/keys/view.ts';
import { reason } from '../texts/reason.ts';
import { speaker } from '../../../tests/setup/telling.ts';

/**
 * Characters that set the window's title, clear the line, change colours (C1), turn the direction of text, and start a
 * new line.
 */
const hostile = '\u001b]0;PWNED\u0007\u001b[2K\u009b31m\u202e\u2028\r\n1001';
const shownHostile = '\\u001b]0;PWNED\\u0007\\u001b[2K\\u009b31m\\u202e\\u2028\\u000d\\u000a1001';
const controlCharacters = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

/** What the command line writes for an answer. */
const outputOf = (value: unknown, json = false, columns?: string[]): string => {
  const written: string[] = [];
  createOutput(json, (text) => written.push(text)).answer(value, columns ? { table: { list: 'orders', columns } } : {});
  return written.join('');
};

describe('output for people', () => {
  it('escapes control characters in a line, a list, a table and nested data', () => {
    expect(outputOf({ order: hostile })).toBe(`order  ${shownHostile}\n`);
    expect(outputOf({ orders: [hostile, 'b'] })).toBe(`orders  ${shownHostile}, b\n`);
    expect(outputOf({ detail: { [hostile]: hostile } })).toBe(`detail  ${shownHostile} ${shownHostile}\n`);
    expect(outputOf({ orders: [{ order: hostile }] }, false, ['order'])).toContain(` ${shownHostile} `);
    const nested = outputOf({ detail: { why: [{ order: hostile }] } });
    expect(nested).toContain('\\u001b]0;PWNED');
    expect(nested).not.toMatch(controlCharacters);
  });

  it('shortens a long value with an ellipsis, without cutting a character in half', () => {
    expect(outputOf({ order: 'x'.repeat(500) })).toBe(`order  ${'x'.repeat(500)}\n`);
    expect(outputOf({ order: 'x'.repeat(100_000) })).toBe(`order  ${'x'.repeat(499)}…\n`);
    expect(outputOf({ order: `${'x'.repeat(498)}${'😀'.repeat(9)}` })).toBe(`order  ${'x'.repeat(498)}…\n`);
    expect(outputOf({ orders: [{ detail: { why: ['x'.repeat(100_000)] } }] }).length).toBeLessThan(700);
  });

  it('escapes and shortens what a refusal quotes, but keeps the rest of its sentences', () => {
    const quoted = reason('config.wrong', { variable: hostile, value: 'x'.repeat(100_000), expected: 'a number' });
    const complaint = complaintOf([quoted], speaker);
    expect(complaint).toContain(shownHostile);
    expect(complaint).not.toMatch(controlCharacters);
    expect(complaint).toContain('x…');
    expect(complaint).toContain('a number');
    expect(complaint.length).toBeLessThan(2000);
  });
});

it('output for scripts is complete JSON, in which control characters are escaped', () => {
  const value = { order: hostile, name: 'x'.repeat(100_000) };
  const written = outputOf(value, true);
  expect(JSON.parse(written)).toEqual(value);
  expect(written).not.toMatch(controlCharacters);
});

it('a new key is written as JSON in one line, so that people can copy it', () => {
  const privateKey = { kty: 'OKP', crv: 'Ed25519', d: 'secret', x: 'public' };
  const written: string[] = [];
  createOutput(false, (text) => written.push(text)).answer({ keyId: 'k', privateKey }, newKeyOutput);
  const line = written.find((text) => text.startsWith('privateKey'))?.replace('privateKey', '') ?? '';
  expect(JSON.parse(line)).toEqual(privateKey);
});

it('a secret that people copy stands without quotes', () => {
  const written: string[] = [];
  createOutput(false, (text) => written.push(text)).answer({ secret: 'Wxq-_1' }, { copied: ['secret'] });
  expect(written).toEqual(['secret  Wxq-_1\n']);
});

it('an empty table is replaced by its own sentence', () => {
  const written: string[] = [];
  const table = { list: 'refused', columns: ['order'], empty: 'There is no problem.' };
  createOutput(false, (text) => written.push(text)).answer({ missing: 1, refused: [] }, { table });
  expect(written.join('')).toBe('missing  1\nThere is no problem.\n');
});
