/**
 * The `like` pattern for texts that begin with `text`. Escapes `_`, which codes contain and `like` takes for any
 * letter.
 */
export const beginningWith = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`;
