/** Bytes as base64url without padding (RFC 7515, section 2). */
export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A text's bytes in UTF-8. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text));

/** The browser's Web Crypto, which signs and hashes. A page without https has none. */
export type Subtle = typeof globalThis.crypto.subtle;

/** SHA-256 of a text, in base64url. */
export const sha256 = async (subtle: Subtle, text: string): Promise<string> =>
  base64url(new Uint8Array(await subtle.digest('SHA-256', utf8(text))));
