import { poweroffice } from '../../systems/poweroffice/system.ts';
import { speakerFor } from '../../systems/speaker.ts';
import type { Listener } from '../../texts/say.ts';
import { parseForm } from './parse.ts';

const said = (settings: object, listener: Listener = { language: 'en', audience: 'screen' }) => {
  const speaker = speakerFor(listener);
  const read = parseForm(poweroffice, 'settings', settings, speaker);
  return read.ok ? null : speaker.told(read.error).cause;
};
const withoutNumber = { products: [{ rate: '25', number: '1' }, { rate: '15' }] };

describe('settings that are wrong', () => {
  it.each([
    [withoutNumber, 'Products by VAT rate, entry 2, Number: nothing is entered.'],
    [{ products: [{ rate: '25', number: '' }] }, 'Products by VAT rate, entry 1, Number: nothing is entered.'],
    [{ roundingProduct: 'x'.repeat(60) }, 'Number of the product for rounding: it is longer than 50 characters.'],
    [{ productPrefix: 'A,' }, 'Prefix of product codes: it is not written as the help below the field says.'],
    [{ unitPrices: 'both' }, 'Unit prices: it must be one of net, gross.'],
    [{ confirm: 'yes' }, 'Confirm orders: something of another kind is wanted here, such as a number.'],
  ])('are told to whoever fills the form in by the labels of its fields: %#', (settings, cause) => {
    expect(said(settings)).toBe(cause);
  });

  it('are told in the language of the form', () => {
    expect(said(withoutNumber, { language: 'de', audience: 'screen' })).toBe(
      'Produkte nach Steuersatz, Eintrag 2, Nummer: es ist nichts eingetragen.',
    );
  });

  it('are told by their path to whoever wrote JSON', () => {
    expect(said(withoutNumber, { language: 'en', audience: 'commandLine' })).toContain('settings.products.1.number: ');
  });
});
