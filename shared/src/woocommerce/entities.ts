/**
 * HTML's character references, such as `&amp;` and `&#8211;`. Only the 252 names of HTML 4 are known, since WordPress
 * allows no others (`$allowedentitynames`).
 */

/** Names of consecutive characters, with the code point of the first. */
const runs: readonly (readonly [number, string])[] = [
  [
    160,
    'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
      'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
      'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc ' +
      'Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc ' +
      'iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml',
  ],
  [913, 'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho'],
  [931, 'Sigma Tau Upsilon Phi Chi Psi Omega'],
  [
    945,
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi ' +
      'psi omega',
  ],
  [8204, 'zwnj zwj lrm rlm'],
  [8592, 'larr uarr rarr darr harr'],
  [8656, 'lArr uArr rArr dArr hArr'],
  [8743, 'and or cap cup int'],
  [8968, 'lceil rceil lfloor rfloor'],
];

/** Names of the other characters. The last character of each word is the one that the rest of it names. */
const others =
  'quot" amp& lt< gt> apos\' OEligŒ oeligœ ScaronŠ scaronš YumlŸ fnofƒ circˆ tilde˜ thetasymϑ upsihϒ pivϖ ensp\u2002 ' +
  'emsp\u2003 thinsp\u2009 ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ dagger† Dagger‡ bull• hellip… permil‰ ' +
  'prime′ Prime″ lsaquo‹ rsaquo› oline‾ frasl⁄ euro€ imageℑ weierp℘ realℜ trade™ alefsymℵ crarr↵ forall∀ part∂ exist∃ empty∅ ' +
  'nabla∇ isin∈ notin∉ ni∋ prod∏ sum∑ minus− lowast∗ radic√ prop∝ infin∞ ang∠ there4∴ sim∼ cong≅ asymp≈ ne≠ equiv≡ le≤ ge≥ ' +
  'sub⊂ sup⊃ nsub⊄ sube⊆ supe⊇ oplus⊕ otimes⊗ perp⊥ sdot⋅ lang⟨ rang⟩ loz◊ spades♠ clubs♣ hearts♥ diams♦';

const charactersByName: ReadonlyMap<string, string> = new Map([
  ...runs.flatMap(([first, names]) =>
    names.split(' ').map((name, index): [string, string] => [name, String.fromCodePoint(first + index)]),
  ),
  ...others.split(' ').map((pair): [string, string] => [pair.slice(0, -1), pair.slice(-1)]),
]);

/** The characters that browsers show for the numbers 128 to 159. Unicode has only control characters there. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,8}\d{0,2}));/g;

/** Replaces each character reference by its character, once. A reference to no character stays as it is. */
export const withoutReferences = (text: string): string =>
  text.replace(
    reference,
    (whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined) =>
      (name === undefined
        ? characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
        : charactersByName.get(name)) ?? whole,
  );

/** The character; undefined for control characters, which a database or vendor may refuse, and for surrogates. */
function characterOf(code: number): string | undefined {
  if (code >= 128 && code < 160) return windows[code - 128];
  const isSpace = code === 9 || code === 10 || code === 13;
  if ((code < 32 && !isSpace) || code === 127 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
  return String.fromCodePoint(code);
}
