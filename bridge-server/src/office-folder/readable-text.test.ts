import { readableText } from './readable-text.ts';

describe('the text of a reason file', () => {
  it.each([
    ['UTF-8', Buffer.from('Rezept fehlt: Müller')],
    ['UTF-8 with a mark', Buffer.from('\ufeffRezept fehlt: Müller')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Rezept fehlt: Müller', 'utf16le')])],
    ['Windows-1252', Buffer.from('Rezept fehlt: Müller', 'latin1')],
    ['several lines', Buffer.from('Rezept fehlt:\r\n\tMüller\0\n')],
  ])('is read from %s', (_encoding, bytes) => {
    expect(readableText(bytes)).toBe('Rezept fehlt: Müller');
  });

  it('is cut at a thousand signs, and never within one', () => {
    expect([...readableText(Buffer.from('😀'.repeat(2000)).subarray(0, 4095))]).toHaveLength(1000);
    expect(readableText(Buffer.from('Brille für Jörg').subarray(0, 9))).toBe('Brille f');
  });

  it('is empty for a file without text', () => {
    expect(readableText(Buffer.from(' \r\n'))).toBe('');
  });
});
