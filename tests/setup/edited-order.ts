import { simpleOrder } from './woocommerce.ts';

type Body = Record<string, unknown>;

/**
 * What an edit leaves in the order: its articles and its shipping, all at 25 % VAT. Amounts are those of whole lines,
 * without tax, in øre.
 */
export interface Edit {
  lines: readonly { id: number; quantity: number; net: number; tax?: number }[];
  shipping?: number;
}

const kroner = (ore: number): string => (ore / 100).toFixed(2);
const taxOf = (net: number, tax = Math.round(net / 4)): number => tax;

/** The Norwegian shop's order with these lines, and with totals as WooCommerce computes them. */
export function editedOrder(id: number, { lines, shipping = 0 }: Edit, changes: Body = {}): Body {
  const body = simpleOrder(id);
  const [line] = body['line_items'] as Body[];
  const [rate] = body['tax_lines'] as Body[];
  const net = lines.reduce((sum, edited) => sum + edited.net, 0);
  const tax = lines.reduce((sum, edited) => sum + taxOf(edited.net, edited.tax), 0);
  const shippingTax = taxOf(shipping);
  return {
    ...body,
    total: kroner(net + tax + shipping + shippingTax),
    total_tax: kroner(tax + shippingTax),
    cart_tax: kroner(tax),
    shipping_total: kroner(shipping),
    shipping_tax: kroner(shippingTax),
    line_items: lines.map((edited) => {
      const lineTax = kroner(taxOf(edited.net, edited.tax));
      return {
        ...line,
        id: edited.id,
        quantity: edited.quantity,
        subtotal: kroner(edited.net),
        subtotal_tax: lineTax,
        total: kroner(edited.net),
        total_tax: lineTax,
        taxes: [{ id: 1, total: lineTax, subtotal: lineTax }],
      };
    }),
    shipping_lines:
      shipping === 0
        ? []
        : [
            {
              id: 7,
              method_title: 'Posten',
              method_id: 'flat_rate',
              instance_id: '1',
              total: kroner(shipping),
              total_tax: kroner(shippingTax),
              taxes: [{ id: 1, total: kroner(shippingTax), subtotal: '' }],
              meta_data: [],
            },
          ],
    tax_lines: [{ ...rate, tax_total: kroner(tax), shipping_tax_total: kroner(shippingTax) }],
    ...changes,
  };
}
