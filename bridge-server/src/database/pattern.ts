/** A pattern for `like` of texts that begin so; codes hold underscores, which would stand for any letter. */
export const beginningWith = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`;
