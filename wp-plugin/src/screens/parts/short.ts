/** A problem in short, for a line of a list: its title, or its cause if it has no title. */
export const inShort = ({ title, cause }: { title?: string | null; cause: string }): string => title || cause;
