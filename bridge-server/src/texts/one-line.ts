/** Text of others in one line, without what ends a line, turns it around, or commands a terminal. */
export const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
