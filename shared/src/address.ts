/**
 * An address, or the path of one, without slashes at its end. The lookbehind keeps the search linear, however many slashes
 * there are.
 * @example withoutEndingSlashes('https://shop.example/de/') // 'https://shop.example/de'
 */
export const withoutEndingSlashes = (address: string): string => address.replace(/(?<!\/)\/+$/, '');
