import { attachmentsHeaderOf, readAttachmentsHeader } from './handover.ts';

const hashOf = (digit: string): string => digit.repeat(64);

describe('the header that names the attachments of a document', () => {
  it('gives back what the bridge has put into it, and none where it is absent', () => {
    const hashes = [hashOf('a'), hashOf('0')];
    expect(readAttachmentsHeader(attachmentsHeaderOf(hashes))).toEqual(hashes);
    expect(readAttachmentsHeader(null)).toEqual([]);
  });

  it.each([
    ['a path', '../../etc/passwd'],
    ['another name', 'scan.pdf'],
    ['more than 20', attachmentsHeaderOf(Array.from({ length: 21 }, () => hashOf('b')))],
  ])('is not read if it holds %s', (_title, header) => {
    expect(readAttachmentsHeader(header)).toBeNull();
  });
});
