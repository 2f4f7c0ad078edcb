/** The parameters of a request. A list is a parameter that is given several times. */
export type TargetQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Path and query of a request below the shop's address. The proof names these exact characters, so they are in the one
 * form that browser, WordPress and bridge leave unchanged (RFC 3986: unreserved characters as they are, all others
 * encoded).
 * @example targetOf('s1', '/orders', { number: "A'1" }) // '/v1/shops/s1/orders?number=A%271'
 */
export function targetOf(shop: string, path: string, query: TargetQuery = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((text) => `${encoded(name)}=${encoded(text)}`),
  );
  return `/v1/shops/${encoded(shop)}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
