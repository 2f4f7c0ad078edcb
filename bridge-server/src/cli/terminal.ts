/**
 * So many characters of one value are shown: more is no help to whoever reads, and would push the rest off the screen.
 */
const mostShown = 500;

// What a terminal obeys instead of showing it: C0, DEL and C1. What turns the direction of a line around, and what ends
// a line.
const commands = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const commandsBesidesNewlines = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text in one line, with an escape such as `\u001b` in place of each character that a terminal would obey. */
export const escapedForTerminal = (text: string): string => text.replace(commands, escape);

/**
 * JSON that means the same, without characters that a terminal would obey. Only JSON's own newlines stay as they are.
 */
export const jsonForTerminal = (json: string): string => json.replace(commandsBesidesNewlines, escape);

/** The text up to the length that is shown; an ellipsis stands for the rest. */
export function shorten(text: string): string {
  if (text.length <= mostShown) return text;
  const shown = text.slice(0, mostShown - 1);
  // The first half of a pair alone is no character.
  return `${shown.isWellFormed() || !text.isWellFormed() ? shown : shown.slice(0, -1)}…`;
}
