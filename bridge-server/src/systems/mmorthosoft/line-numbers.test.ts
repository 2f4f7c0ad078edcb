import { lineNumbersOf } from './line-numbers.ts';

describe('the numbers and the side of a line', () => {
  it('are read from its attributes', () => {
    const details = ['Seite: Rechts', 'PZN: 12345678', 'HMV: 05.07.02.3011', 'Farbe: Schwarz'];
    expect(lineNumbersOf({ name: 'Kniebandage', details })).toEqual({
      side: 'right',
      pzn: '12345678',
      hmv: '0507023011',
    });
  });

  it('may have the side in the name, as WooCommerce writes attributes of variations', () => {
    expect(lineNumbersOf({ name: 'Kniebandage - links, M', details: [] }).side).toBe('left');
    expect(lineNumbersOf({ name: 'Einlage - beidseitig', details: [] }).side).toBe('both');
  });

  it('are left out where nothing says them for certain', () => {
    const details = ['PZN: 1234', 'HMV: Kniebandage', 'Seite: constructor', 'Rechts: ja'];
    expect(lineNumbersOf({ name: 'links gestrickt', details })).toEqual({ side: '', pzn: '', hmv: '' });
  });
});
