import { pastedLines } from './pasted-lines.ts';

const fieldsIn = (text: string): string[][] => pastedLines(text).map(({ fields }) => fields);

describe('a list that a person pastes', () => {
  it('may separate its fields by semicolons or, from a spreadsheet, by tabs', () =>
    expect(fieldsIn('7;Kiel\n8\tHamburg\ta@example.com')).toEqual([
      ['7', 'Kiel'],
      ['8', 'Hamburg', 'a@example.com'],
    ]));

  it('may have blanks, quotes and empty fields', () =>
    expect(fieldsIn(' 7 ; "Kasse ""Nord""; Kiel" ;\n9;;x')).toEqual([
      ['7', 'Kasse "Nord"; Kiel', ''],
      ['9', '', 'x'],
    ]));

  it('may have line ends of every kind, and its empty lines count but are left out', () =>
    expect(pastedLines('\uFEFF7;Kiel\r\n\r\n8;Hamburg\r').map(({ line }) => line)).toEqual([1, 3]));

  it('keeps a quote that nobody closes, and takes time only in proportion to its length', () => {
    expect(fieldsIn('7;"Kiel')).toEqual([['7', '"Kiel']]);
    expect(fieldsIn(`7;${'"'.repeat(100_001)}`)).toHaveLength(1);
  });
});
