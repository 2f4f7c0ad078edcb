import type { Texts } from '../text.ts';

const byHand = 'mark it as handled elsewhere';

/** Why the lines of a document cannot be planned: their VAT, their product or account, and their total. */
export const lineGapTexts = {
  'gap.no_lines': {
    title: 'The order has no lines',
    cause: 'The order has no lines.',
    remedy: 'Add the sold articles to the order in the shop.',
  },
  'gap.rate_unmapped': {
    title: 'No {thing, select, account {account} article {article} other {product}} for {rate}',
    cause:
      'No {thing, select, account {account} article {article} other {product}} is set for {rate} (tax class "{taxClass}"), the VAT rate of {line}.',
    remedy: `Add an entry for {rate} under "{setting}" in the connection's settings.`,
  },
  'gap.product_undecided': {
    title: 'Several {thing, select, account {accounts} article {articles} other {products}} fit one line',
    cause:
      'Several {thing, select, account {accounts} article {articles} other {products}} of the settings fit {line} equally well: {names}.',
    remedy:
      'Under "{setting}", remove one of these entries, or let one of them name both the category and the tax class of the line.',
  },
  'gap.several_rates': {
    title: 'Several VAT rates on one line',
    cause:
      'Several VAT rates ({rates}) apply to {line}, but a {thing, select, account {account} article {article} other {product}} in {target} has only one.',
    remedy: `Make sure that only one VAT rate applies to the article in the shop, then recalculate the order. Or enter the order in {target} by hand and ${byHand}.`,
  },
  'gap.several_rates:shipping': {
    title: 'Several VAT rates on the shipping',
    cause:
      'Several VAT rates ({rates}) apply to {line}, but a {thing, select, account {account} article {article} other {product}} in {target} has only one.',
    remedy: `Give shipping one tax class in the shop (WooCommerce, Settings, Tax), then recalculate the order. Or enter the order in {target} by hand and ${byHand}.`,
  },
  'gap.several_rates:fee': {
    title: 'Several VAT rates on a fee',
    cause:
      'Several VAT rates ({rates}) apply to {line}, but a {thing, select, account {account} article {article} other {product}} in {target} has only one.',
    remedy: `Replace the fee in the order by one fee for each VAT rate, then recalculate the order. Or enter the order in {target} by hand and ${byHand}.`,
  },
  'gap.rate_unknown': {
    title: 'The VAT rate of a line is unknown',
    cause: 'The order does not say which VAT rate applies to {line}.',
    remedy: 'Recalculate the order in the shop. It then names its VAT rates again.',
  },
  'gap.product_ambiguous': {
    title: 'Several {thing, select, account {accounts} article {articles} other {products}} with the code {code}',
    cause:
      'Several {thing, select, account {accounts} article {articles} other {products}} in {target} have the code {code}.',
    remedy: 'Archive all of them but one, or map another code.',
  },
  'gap.product_archived': {
    title: 'The {thing, select, account {account} article {article} other {product}} {code} is archived',
    cause: 'The {thing, select, account {account} article {article} other {product}} {code} is archived in {target}.',
    remedy:
      "Activate {code} in {target}, or map another {thing, select, account {account} article {article} other {product}} in the connection's settings.",
  },
  'gap.account_missing': {
    title: 'Account {number} is missing',
    cause:
      '{target} has no account {number}. The new {thing, select, article {article} other {product}} {code} is to be booked on it.',
    remedy: 'Create account {number} in {target}, or name another under "{setting}" in the connection\'s settings.',
  },
  'gap.account_vat': {
    title: 'Account {number} does not have the right VAT',
    cause: 'The {thing, select, article {article} other {product}} {code} is not created: {disagreement}.',
    remedy:
      'Name an account with {rate} for {code} under "{setting}", or give account {number} the right VAT code in {target}.',
  },
  'gap.product_vat': {
    title: '{code} has another VAT rate than in the settings',
    cause:
      'The VAT of the {thing, select, article {article} other {product}} {code} in {target} differs from the settings: {disagreement}.',
    remedy: `Give {code} another sales account in {target}, or map another {thing, select, article {article} other {product}} under "{setting}" in the connection's settings.`,
  },
  'gap.not_vat_registered': {
    title: 'The company is not registered for VAT',
    cause:
      'The shop charged VAT of {rate}. The company in {target} is not registered for VAT, so its invoices have none.',
    remedy:
      "If the company is registered, say so in {target}'s VAT settings. If it is not, turn off VAT in the shop, recalculate the order and pay back the VAT that was charged.",
  },
  'gap.total_differs': {
    title: 'The total would differ',
    cause: 'The lines come to {made} in {target}, but the order is for {said}.',
    remedy: `Recalculate the order in the shop. Delete a refund and create it again with its lines. If that does not help, enter it in {target} by hand, then ${byHand}.`,
  },
  'gap.total_differs:too_large': {
    title: 'The amounts are too large',
    cause: 'The amounts of the lines are so large that they cannot be added up to the cent.',
    remedy: `Correct the amounts of the order in the shop, or enter the order in {target} by hand and ${byHand}.`,
  },
  'gap.vat_alone': {
    title: 'VAT without goods',
    cause:
      'At {rate}, the order has {saidNet} with VAT of {saidVat} and no goods. In {target} this would become {madeNet} with VAT of {madeVat}.',
    remedy: `In {target}, no line can have VAT alone. Credit the whole sale in {target} by hand and enter it again with the right VAT, then ${byHand}.`,
  },
  'gap.vat_differs': {
    title: 'The VAT would differ',
    cause:
      'At {rate}, the order has {saidNet} with VAT of {saidVat}. In {target} this would become {madeNet} with VAT of {madeVat}.',
    remedy: `Recalculate the order in the shop. Delete a refund and create it again with its lines. If the VAT still differs, enter it in {target} by hand, then ${byHand}.`,
  },
  'gap.currency_closed': {
    title: '{currency} is not active in {target}',
    cause: 'The order is in {currency}, but this currency is not active in {target}.',
    remedy: `Activate {currency} among the currencies in {target}'s settings, then try again. Or enter the order in {target} by hand and ${byHand}.`,
  },
} as const satisfies Texts;
