/** How much of WooCommerce's bodies is read. */

/** The longest text of each kind, in characters. A shop's own tables and forms hold far less. */
export const longest = {
  /** Texts that are looked up or compared: number, status, payment method, tax class, slug, SKU. */
  word: 200,
  /** The longest e-mail address, and the length of WooCommerce's own column. */
  email: 320,
  /** A line of an address. */
  address: 500,
  /** The name of an article, a shipping method or a payment method. */
  name: 1000,
  /** A note of the customer or the shop. */
  note: 20_000,
  /** The length of WordPress's own column for keys. */
  metaKey: 255,
  metaValue: 500,
} as const;

/** The most entries of each kind of list. No shop's orders have as many. */
export const mostEntries = {
  lines: 5000,
  taxRates: 1000,
  taxesOfLine: 100,
  categories: 1000,
  /** Only so many entries of meta data are read: plugins may add any number, and no document needs all of them. */
  meta: 5000,
} as const;

/** Reads a list that PHP wrote as an object, such as `{"0": …, "2": …}` after a plugin removed an entry. */
export const listIn = (input: unknown): unknown =>
  typeof input === 'object' &&
  input !== null &&
  !Array.isArray(input) &&
  Object.keys(input).every((key) => /^\d+$/.test(key))
    ? Object.values(input)
    : input;
