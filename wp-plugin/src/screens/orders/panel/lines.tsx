import { __, sprintf } from '@wordpress/i18n';
import type { DescribedDocument } from '@kontor/shared/api/described';
import { useSurroundings } from '../../surroundings.ts';
import type { VatLine } from '../answers.ts';

/** The lines of a document, as a bookkeeper reads them. */
export function DescribedLines({
  described,
  total,
  isMade = false,
}: {
  described: DescribedDocument;
  total: string | null;
  /** Whether the document, and with it its customer, is in the office already. */
  isMade?: boolean;
}) {
  const { format } = useSurroundings();
  const { customer, date, lines, notes } = described;
  const money = (amount: string | null) => (amount ? format.money(amount) : '–');
  return (
    <>
      <p className="kontor-facts">
        {customer && ((customer.isNew && !isMade) || nameOf(customer)) && (
          <span>
            {nameOf(customer) || __('Customer', 'kontor-bridge')}
            {customer.isNew && !isMade && ` (${__('new in the office', 'kontor-bridge')})`}
          </span>
        )}
        <span>{date ? format.day(`${date}T12:00:00Z`) : __('dated when the office sends it', 'kontor-bridge')}</span>
        {described.references.map(({ kind, value }) => (
          <span key={`${kind} ${value}`}>{referenceInWords(kind, value)}</span>
        ))}
      </p>
      {notes.map((note) => (
        <p key={note} className="kontor-muted">
          {note}
        </p>
      ))}
      <table className="kontor-table kontor-lines">
        <caption className="screen-reader-text">{__('Line by line', 'kontor-bridge')}</caption>
        <thead>
          <tr>
            <th scope="col">{__('Description', 'kontor-bridge')}</th>
            <th scope="col">{__('Product', 'kontor-bridge')}</th>
            <th scope="col" className="kontor-figure">
              {__('Quantity', 'kontor-bridge')}
            </th>
            <th scope="col" className="kontor-figure">
              {__('Unit price', 'kontor-bridge')}
            </th>
            <th scope="col" className="kontor-figure">
              {__('VAT', 'kontor-bridge')}
            </th>
            <th scope="col" className="kontor-figure">
              {__('Total', 'kontor-bridge')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            <tr key={place}>
              <th scope="row" data-label={__('Description', 'kontor-bridge')}>
                {line.description || '–'}
              </th>
              <td data-label={__('Product', 'kontor-bridge')}>
                {[...new Set([line.product, line.treatment])].filter(Boolean).join(' · ')}
              </td>
              <td data-label={__('Quantity', 'kontor-bridge')} className="kontor-figure">
                {format.number(Number(line.quantity))}
              </td>
              <td data-label={__('Unit price', 'kontor-bridge')} className="kontor-figure">
                {format.money(`${line.unitPrice} ${currencyOf(line.total)}`)}
              </td>
              <td data-label={__('VAT', 'kontor-bridge')} className="kontor-figure">
                {line.rate} · {money(line.vat)}
              </td>
              <td data-label={__('Total', 'kontor-bridge')} className="kontor-figure">
                {money(line.total)}
              </td>
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={5}>
                {__('Sum', 'kontor-bridge')}
              </th>
              <td className="kontor-figure">{format.money(total)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </>
  );
}

const currencyOf = (amount: string | null): string => amount?.split(' ')[1] ?? '';

function referenceInWords(kind: DescribedDocument['references'][number]['kind'], value: string): string {
  switch (kind) {
    case 'order':
      /* translators: %s: number of an order */
      return sprintf(__('Order %s', 'kontor-bridge'), value);
    case 'purchase_order':
      /* translators: %s: number of a customer's own order */
      return sprintf(__('Purchase order %s', 'kontor-bridge'), value);
    case 'buyer':
      /* translators: %s: the buyer's reference */
      return sprintf(__('Buyer’s reference %s', 'kontor-bridge'), value);
    case 'invoice':
      /* translators: %s: number of an invoice */
      return sprintf(__('Invoice %s', 'kontor-bridge'), value);
    case 'document':
      /* translators: %s: number of a document */
      return sprintf(__('Document %s', 'kontor-bridge'), value);
    case 'branch':
      /* translators: %s: name of a branch */
      return sprintf(__('Branch %s', 'kontor-bridge'), value);
    case 'clerk':
      /* translators: %s: name of the person who works on an order */
      return sprintf(__('Clerk %s', 'kontor-bridge'), value);
    case 'employee':
      /* translators: %s: name of the person to whom an order belongs */
      return sprintf(__('Employee %s', 'kontor-bridge'), value);
    case 'insurer':
      /* translators: %s: name of an insurer */
      return sprintf(__('Insurer %s', 'kontor-bridge'), value);
    case 'key':
      /* translators: %s: by what the document is found in the office */
      return sprintf(__('Kontor’s reference %s', 'kontor-bridge'), value);
  }
}

/** Net amount and VAT of each treatment, in the shop and in the office. */
export function VatTable({ vat }: { vat: readonly VatLine[] }) {
  const { format } = useSurroundings();
  const money = (amount: string | null) => (amount ? format.money(amount) : '–');
  const columns = [
    __('Net in the shop', 'kontor-bridge'),
    __('VAT in the shop', 'kontor-bridge'),
    __('Net in the office', 'kontor-bridge'),
    __('VAT in the office', 'kontor-bridge'),
  ];
  return (
    <table className="kontor-table kontor-vat">
      <caption>{__('VAT by rate', 'kontor-bridge')}</caption>
      <thead>
        <tr>
          <th scope="col">{__('Product', 'kontor-bridge')}</th>
          <th scope="col">{__('Rate', 'kontor-bridge')}</th>
          {columns.map((label) => (
            <th key={label} scope="col" className="kontor-figure">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {vat.map((line) => {
          const isOff =
            (line.targetVat !== null && line.targetVat !== line.vat) ||
            (line.targetNet !== null && line.targetNet !== line.net);
          return (
            <tr key={`${line.treatment} ${line.rate}`} className={isOff ? 'kontor-differs' : undefined}>
              <th scope="row" data-label={__('Product', 'kontor-bridge')}>
                {line.treatment}
              </th>
              <td data-label={__('Rate', 'kontor-bridge')}>{line.rate}</td>
              {[line.net, line.vat, line.targetNet, line.targetVat].map((amount, column) => (
                <td key={columns[column]} data-label={columns[column]} className="kontor-figure">
                  {money(amount)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const nameOf = ({ name, number }: NonNullable<DescribedDocument['customer']>): string =>
  [name, number].filter(Boolean).join(' · ');
