/** Foreign text in one line, without line ends, without marks that change its direction, and without control characters. */
export const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
