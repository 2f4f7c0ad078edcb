/** PostgreSQL's text cannot hold a NUL, and its JSON cannot hold half of a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The problem of an input that contains such a text, for people. */
export const unstorable = 'A text holds a NUL, or half of a surrogate pair';

/**
 * Whether every text in a value can be stored, names of members included. Does not recurse: callers choose the depth.
 */
export function canBeStored(value: unknown): boolean {
  const pending = [value];
  while (pending.length > 0) {
    const part = pending.pop();
    if (typeof part === 'string') {
      if (!isStorable(part)) return false;
    } else if (typeof part === 'object' && part !== null) {
      for (const [name, inner] of Object.entries(part)) pending.push(name, inner);
    }
  }
  return true;
}
