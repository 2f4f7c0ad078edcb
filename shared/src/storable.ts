/** The text without what PostgreSQL cannot store: a NUL; of a pair of surrogates of which half is there, the sign for what is unknown. */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed();
