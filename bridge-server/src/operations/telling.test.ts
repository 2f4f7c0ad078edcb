import { poweroffice } from '../systems/poweroffice/system.ts';
import { stepsOf } from '../systems/pushed.ts';
import { speakerFor } from '../systems/speaker.ts';
import { catalogue } from '../texts/catalogue.ts';
import { reason } from '../texts/reason.ts';
import { languages } from '../texts/text.ts';
import { sentenceOf } from './sentence.ts';
import { table } from '../mirror/transfer/states.ts';
import { tellingOf } from '../mirror/transfer/telling.ts';

const english = speakerFor({ language: 'en', audience: 'commandLine' });
/**
 * Every complete reason in the state table, and for each group in the table all reasons of the catalogue that belong to
 * it.
 */
const reasons = [
  ...new Set([
    ...table.map((row): string => row.reason).filter((code) => !code.endsWith('.')),
    ...Object.keys(catalogue.en.problems)
      .map((key) => key.split(':', 1)[0] ?? '')
      .filter((code) => table.some((row) => row.reason.endsWith('.') && code.startsWith(row.reason))),
  ]),
];
const textOf = (code: string, detail = {}) => tellingOf({ reason: code, detail, unread: null }, english);

describe('the text about a document', () => {
  it.each(reasons)('has a title for %s, and the journal has a sentence, in every language', (code) => {
    for (const language of languages) {
      const speaker = speakerFor({ language, audience: 'screen' });
      expect(tellingOf({ reason: code, detail: {}, unread: null }, speaker).title).not.toBe(code);
      expect(sentenceOf({ code, detail: {} }, speaker)).not.toBe(code);
    }
  });

  it('has a sentence for each change of the people of the office, in every language', () => {
    for (const code of ['person.saved', 'person.archived', 'person.imported'])
      for (const language of languages)
        expect(sentenceOf({ code, detail: {} }, speakerFor({ language, audience: 'screen' }))).not.toBe(code);
  });

  it('names the computer that the connection does not allow', () => {
    const line = { code: 'office.computer_refused', detail: { address: '203.0.113.7' } };
    expect(sentenceOf(line, english)).toContain('203.0.113.7');
  });

  it('has cause and remedy only when the document does not go on by itself', () => {
    expect(textOf('sent')).toEqual({ title: 'Sent', cause: null, remedy: null });
    expect(textOf('behind.lane')).toEqual({
      title: 'Waits for another document of the order',
      cause: null,
      remedy: null,
    });
    expect(textOf('rule.status')).toMatchObject({
      title: 'Orders with this status are not sent',
      cause: "The order's status is not one of those that the connection sends.",
    });
  });

  it('names the lost answer as the cause of a retry, and says that nobody has to act', () => {
    const why = reason('doubt.timeout', { cause: 'No answer.' });
    expect(textOf('retry.timeout', { why })).toMatchObject({
      cause: 'No answer.',
      remedy: 'Nothing: it goes on by itself.',
    });
  });

  it('also says when a later change of the order cannot be read', () => {
    const unread = { status: null, stage: null, problem: reason('order.not_an_order') };
    expect(tellingOf({ reason: 'sent', detail: {}, unread }, english)).toMatchObject({
      title: 'Sent',
      cause: expect.stringMatching(/^A later change of this order could not be read: .*no numeric id/) as unknown,
    });
  });
});

describe('a line of the journal', () => {
  it('is a sentence that uses the details of the line', () => {
    expect(sentenceOf({ code: 'sent', detail: { document: '6011' } }, english)).toBe(
      'The document is in the system as 6011.',
    );
    expect(sentenceOf({ code: 'sent', detail: {} }, english)).toBe('The document is in the system.');
    expect(sentenceOf({ code: 'gap.rate_unmapped', detail: null }, english)).toMatch(/^Something is missing/);
    expect(sentenceOf({ code: 'unheard.of', detail: {} }, english)).toBe('unheard.of');
  });

  it.each(Object.keys(stepsOf(poweroffice)))('describes the step %s in words, in every language', (step) => {
    for (const language of languages) {
      const speaker = speakerFor({ language, audience: 'screen' });
      expect(sentenceOf({ code: 'step.begun', detail: { step } }, speaker)).not.toContain(step);
    }
  });

  it('names a step by its key when no system declares the step any more', () => {
    expect(sentenceOf({ code: 'step.begun', detail: { step: 'gone.step' } }, english)).toBe(
      'Sent to the system: gone.step.',
    );
  });
});
