import { mmorthosoft } from '../../systems/mmorthosoft/system.ts';
import { poweroffice } from '../../systems/poweroffice/system.ts';
import { speakerFor } from '../../systems/speaker.ts';
import type { System } from '../../systems/contract.ts';
import type { Listener } from '../../texts/say.ts';
import { parseForm } from './parse.ts';

/** The cause why the settings are refused; null when they are accepted. */
const causeOf = (
  settings: object,
  listener: Listener = { language: 'en', audience: 'screen' },
  system: System = poweroffice,
) => {
  const speaker = speakerFor(listener);
  const read = parseForm(system, 'settings', settings, speaker);
  return read.ok ? null : speaker.told(read.error).cause;
};
const withoutNumber = { products: [{ rate: '25', number: '1' }, { rate: '15' }] };

describe('the error about wrong settings', () => {
  it.each([
    [withoutNumber, 'Products by VAT rate, entry 2, Number: nothing was entered.'],
    [{ products: [{ rate: '25', number: '' }] }, 'Products by VAT rate, entry 1, Number: nothing was entered.'],
    [{ roundingProduct: 'x'.repeat(60) }, 'Number of the product for rounding: it is longer than 50 characters.'],
    [{ productPrefix: 'A,' }, 'Prefix of product codes: it is not written as the help below the field says.'],
    [{ unitPrices: 'both' }, 'Unit prices: it must be one of net, gross.'],
    [{ confirm: 'yes' }, 'Confirm orders: something else is expected here, such as a number.'],
  ])('names the field by its label on a screen: case %#', (settings, cause) => {
    expect(causeOf(settings)).toBe(cause);
  });

  it.each([
    ['surname', 'Name', "Other element names, entry 1, Kontor's name: Kontor's format has no element surname."],
    ['lastName', 'a b', 'Other element names, entry 1, Other name: a b is no name of an XML element.'],
    ['lastName', 'firstName', 'Other element names, entry 1, Other name: customer would contain firstName twice.'],
  ])('says what a system itself finds wrong: %s as %s', (ours, theirs, cause) => {
    const settings = { elementNames: [{ ours, theirs }] };
    expect(causeOf(settings, { language: 'en', audience: 'screen' }, mmorthosoft)).toBe(cause);
  });

  it.each([
    [0, 'at least 1 is expected'],
    [1.5, 'a whole number is expected here'],
    ['', 'a whole number is expected here'],
    [20_000, 'at most 10080 is allowed'],
  ])('says of the number %p which one is expected', (fetchMinutes, said) => {
    expect(causeOf({ fetchMinutes }, { language: 'en', audience: 'screen' }, mmorthosoft)).toBe(
      `Expected interval in minutes: ${said}.`,
    );
  });

  it('is written in the language of the form', () => {
    expect(causeOf(withoutNumber, { language: 'de', audience: 'screen' })).toBe(
      'Produkte nach Steuersatz, Eintrag 2, Nummer: es wurde nichts eingetragen.',
    );
  });

  it('names the field by its path in the JSON on the command line', () => {
    expect(causeOf(withoutNumber, { language: 'en', audience: 'commandLine' })).toContain(
      'settings.products.1.number: ',
    );
  });
});
