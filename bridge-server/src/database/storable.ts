/** PostgreSQL's text holds no NUL, and its JSON no half of a surrogate pair: a statement that is given one fails. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** What is said of an input that holds such a text. */
export const unstorable = 'A text holds a NUL, or half of a surrogate pair';

/** Whether every text within a value can be stored, the names of its members, too. Not recursive: a caller chooses how deep it is. */
export function canBeStored(value: unknown): boolean {
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'string') {
      if (!isStorable(one)) return false;
    } else if (typeof one === 'object' && one !== null) {
      for (const [name, inner] of Object.entries(one)) left.push(name, inner);
    }
  }
  return true;
}
