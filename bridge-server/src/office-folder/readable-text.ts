/** The longest reason that an office may give, as over HTTP. */
const longestText = 1000;

const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * The text of a file that a person or a program at an office has written, in one line. Editors on Windows write UTF-16
 * with a mark, or Windows-1252.
 */
export function readableText(bytes: Uint8Array): string {
  const mark = marks.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte));
  const text = mark ? new TextDecoder(mark.encoding).decode(bytes) : withoutMark(bytes);

  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return [...line].slice(0, longestText).join('').trim();
}

function withoutMark(bytes: Uint8Array): string {
  // The last sign may be cut off, so that the decoder waits for the rest of it.
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
