/** A problem in short, for a line of a list: its title, else its cause. */
export const inShort = ({ title, cause }: { title?: string | null; cause: string }): string => title || cause;
