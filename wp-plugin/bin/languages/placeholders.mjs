/**
 * The placeholders of a text (sprintf). They are sorted, so that texts with another word order can be compared.
 *
 * @param {string} text A text.
 */
export const placeholdersOf = (text) =>
  (text.match(/%%|%(?:\d+\$)?[-+0]*(?:'.)?\d*(?:\.\d+)?[bcdeEfFgGosuxX]/g) ?? [])
    .filter((placeholder) => placeholder !== '%%')
    .sort();

/**
 * Whether a text has several placeholders without numbers: another language may need them in another order.
 *
 * @param {string} text A text.
 */
export const needsNumbers = (text) => {
  const placeholders = placeholdersOf(text);
  return placeholders.length > 1 && placeholders.some((placeholder) => !placeholder.includes('$'));
};
