const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for HTML. */
export const safe = (text: string | null): string =>
  (text ?? '').replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** A table of cells that are HTML. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? '<p class="none">None.</p>'
    : `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows
        .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
        .join('')}</tbody></table>`;

/** Pieces of HTML, one below the other. */
export const list = (items: readonly string[]): string =>
  items.length === 0 ? '<p class="none">None.</p>' : items.join('');

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1d2327}
  .notice{border-left:4px solid #b26200;background:#fff8ec;padding:.75rem 1rem}
  table{border-collapse:collapse;width:100%;margin:.5rem 0}
  th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #dcdcde}
  summary{cursor:pointer;padding:.35rem 0}.none{color:#646970}`;

/** What every sandbox says of itself, if it says nothing else. */
const bySpecification = `It behaves as the vendor's published specification says,
holds nothing real and is forgotten when it stops.`;

/**
 * The page that people see: which vendor's sandbox this is, and what it holds. `about`: what it is, in place of the usual
 * sentence. `counts`: left out where nobody makes requests to the sandbox.
 */
export const page = (
  { product, vendor, about = bySpecification }: { product: string; vendor: string; about?: string },
  counts: { requests: number; refusals: number } | null,
  companies: readonly string[],
): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sandbox of ${product}</title><style>${style}</style></head><body><main>
<h1>Sandbox of ${product}</h1>
<p class="notice">This is Kontor's sandbox. ${about}
It is no product of ${vendor} and is not connected to one.</p>
${counts ? `<p>${counts.requests} requests so far, ${counts.refusals} refused by the rate limit.</p>` : ''}
${companies.join('')}</main></body></html>`;
