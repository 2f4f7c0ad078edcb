/** The longest value that is shown. Longer values do not help the reader, and push the rest off the screen. */
const longestShown = 500;

// Control characters (C0, DEL and C1), which a terminal obeys; characters that turn the direction of a line; and line
// separators.
const controls = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const controlsExceptNewlines = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The text in one line, with an escape such as `\u001b` in place of each control character. */
export const escapedForTerminal = (text: string): string => text.replace(controls, escape);

/** The same JSON with its control characters escaped. The newlines between its lines stay. */
export const jsonForTerminal = (json: string): string => json.replace(controlsExceptNewlines, escape);

/** The text, shortened to the longest length that is shown; an ellipsis marks the cut. */
export function shorten(text: string): string {
  if (text.length <= longestShown) return text;
  const shown = text.slice(0, longestShown - 1);
  // The cut may fall inside a surrogate pair; its first half alone is not a character, so it is left out.
  return `${shown.isWellFormed() || !text.isWellFormed() ? shown : shown.slice(0, -1)}…`;
}
