import { minorText, decimalsOf } from './arithmetic.ts';
import type { InvoiceView, OrderView, SandboxState } from './state.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string | null): string => (text ?? '').replace(/[&<>"']/g, (character) => escapes[character] ?? '');
const amount = (minor: number, currency: string): string => minorText(BigInt(minor), decimalsOf(currency));

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => rows.length === 0
  ? '<p class="none">None.</p>'
  : `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${
    rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;

const lines = (order: OrderView): string => table(['Product', 'Description', 'Quantity', 'Unit price', 'VAT code', 'Net', 'VAT', 'Total'],
  order.lines.map((line) => [
    ...[line.productCode, line.description, line.quantity, line.unitPrice, line.vatCode].map(safe),
    ...[line.net, line.vat, line.total].map((minor) => amount(minor, order.currency)),
  ]));

const sums = ({ net, vat, total, currency }: OrderView): string =>
  `net ${amount(net, currency)}, VAT ${amount(vat, currency)}, total <b>${amount(total, currency)} ${safe(currency)}</b>`;

const order = (one: OrderView, heading: string): string => `<details>
  <summary>${heading} · ${safe(one.externalImportReference)} · ${sums(one)}</summary>
  <p>Id ${safe(one.id)}, customer ${safe(one.customerId)}, matching reference ${safe(one.customMatchingReference) || '–'}</p>
  ${lines(one)}</details>`;

const draft = (one: OrderView): string => order(one, `Sales order ${safe(one.number)} (${one.status})`);
const invoice = (one: InvoiceView): string =>
  order(one, `Invoice ${safe(one.invoiceNumber)} of ${safe(one.voucherDate)} (order ${safe(one.number)})`);
const list = (items: readonly string[]): string => (items.length === 0 ? '<p class="none">None.</p>' : items.join(''));

const company = (state: SandboxState): string => `<section><h2>${safe(state.clientName)}</h2>
  <h3>Customers (${state.customers.length})</h3>${table(['Number', 'Name', 'E-mail', 'Reference'],
    state.customers.map((one) => [one.number, one.name, one.email, one.externalImportReference].map(safe)))}
  <h3>Sales orders (${state.orders.length})</h3>${list(state.orders.map(draft))}
  <h3>Invoices (${state.invoices.length})</h3>${list(state.invoices.map(invoice))}</section>`;

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1d2327}
  .notice{border-left:4px solid #b26200;background:#fff8ec;padding:.75rem 1rem}table{border-collapse:collapse;width:100%;margin:.5rem 0}
  th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #dcdcde}summary{cursor:pointer;padding:.35rem 0}.none{color:#646970}`;

/** The page a person sees: what the sandbox is, and what it holds. */
export function page(states: readonly SandboxState[]): string {
  const { refusals = 0, requests = [] } = states[0] ?? {};
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox of PowerOffice Go v2</title><style>${style}</style></head><body><main>
<h1>Sandbox of PowerOffice Go v2</h1>
<p class="notice">This is Kontor's sandbox. It behaves as the vendor's published specification says,
holds nothing real and is forgotten when it stops.
It is no product of PowerOffice and is not connected to one.</p>
<p>${requests.length} requests so far, ${refusals} refused by the rate limit.</p>
${states.map(company).join('')}</main></body></html>`;
}
