import type { Texts } from '../text.ts';

const byHand = 'say that it was handled elsewhere';

/** Why the lines of a document cannot be planned: their VAT, what they are booked as, and what they come to. */
export const lineGapTexts = {
  'gap.no_lines': {
    title: 'The order has no lines',
    cause: 'The order has no lines.',
    remedy: 'Add what was sold to the order in the shop.',
  },
  'gap.rate_unmapped': {
    title: 'No {thing, select, account {account} article {article} other {product}} for {rate}',
    cause:
      'No {thing, select, account {account} article {article} other {product}} is set for {rate} (tax class "{taxClass}"), which {line} has.',
    remedy: `Add an entry for {rate} under "{setting}" in the connection's settings.`,
  },
  'gap.product_undecided': {
    title: 'Several {thing, select, account {accounts} article {articles} other {products}} fit one line',
    cause:
      'The settings give {line} several {thing, select, account {accounts} article {articles} other {products}} with equal right: {names}.',
    remedy:
      'Under "{setting}", remove one of these entries, or let one name both the category and the tax class of the line.',
  },
  'gap.several_rates': {
    title: 'Several VAT rates on one line',
    cause:
      'Several VAT rates ({rates}) apply to {line}; a {thing, select, account {account} article {article} other {product}} in {target} has one.',
    remedy: `Let one VAT rate apply to the article in the shop, then recalculate the order; or enter it in {target} by hand and ${byHand}.`,
  },
  'gap.several_rates:shipping': {
    title: 'Several VAT rates on the shipping',
    cause:
      'Several VAT rates ({rates}) apply to {line}; a {thing, select, account {account} article {article} other {product}} in {target} has one.',
    remedy: `Give shipping one tax class in the shop (WooCommerce, Settings, Tax), then recalculate the order; or enter it in {target} by hand and ${byHand}.`,
  },
  'gap.several_rates:fee': {
    title: 'Several VAT rates on a fee',
    cause:
      'Several VAT rates ({rates}) apply to {line}; a {thing, select, account {account} article {article} other {product}} in {target} has one.',
    remedy: `Replace the fee in the order by one for each VAT rate, then recalculate the order; or enter it in {target} by hand and ${byHand}.`,
  },
  'gap.rate_unknown': {
    title: 'The VAT rate of a line is not known',
    cause: 'The order does not say which VAT rate applies to {line}.',
    remedy: 'Recalculate the order in the shop, so that it names its VAT rates again.',
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
      '{target} has no account {number}, on which the new {thing, select, article {article} other {product}} {code} is to be booked.',
    remedy: `Create the account {number} in {target}, or name another under "{setting}" in the connection's settings.`,
  },
  'gap.account_vat': {
    title: 'Account {number} does not have the right VAT',
    cause: 'The {thing, select, article {article} other {product}} {code} is not created: {disagreement}.',
    remedy:
      'Name an account with {rate} for {code} under "{setting}", or give account {number} the right VAT code in {target}.',
  },
  'gap.product_vat': {
    title: '{code} has another VAT rate than is mapped',
    cause:
      'The VAT of the {thing, select, article {article} other {product}} {code} in {target} is not the one that is mapped: {disagreement}.',
    remedy: `Give {code} another sales account in {target}, or map another {thing, select, article {article} other {product}} under "{setting}" in the connection's settings.`,
  },
  'gap.not_vat_registered': {
    title: 'The company is not registered for VAT',
    cause:
      'The shop charged VAT of {rate}, but the company in {target} is not registered for VAT, so its invoices have none.',
    remedy:
      "If the company is registered, set it so in {target}'s VAT settings. If it is not, turn off VAT in the shop, recalculate the order and give back the VAT that was charged.",
  },
  'gap.total_differs': {
    title: 'The total would differ',
    cause: 'The lines come to {made} in {target}, but the order to {said}.',
    remedy: `Recalculate the order in the shop; a refund is deleted and made anew by its lines. If it stays so, enter it in {target} by hand, then ${byHand}.`,
  },
  'gap.total_differs:too_large': {
    title: 'The amounts are too large',
    cause: 'The amounts of the lines are so large that nobody can add them up to the minor unit.',
    remedy: `Correct the amounts of the order in the shop, or enter it in {target} by hand, then ${byHand}.`,
  },
  'gap.vat_alone': {
    title: 'VAT without any goods',
    cause:
      'At {rate}, the order says {saidNet} with VAT of {saidVat}, without any goods; {target} would make it {madeNet} with VAT of {madeVat}.',
    remedy: `{target} has no line with VAT alone. Credit the whole sale in {target} by hand and enter it anew with the right VAT, then ${byHand}.`,
  },
  'gap.vat_differs': {
    title: 'The VAT would differ',
    cause:
      'At {rate}, the order says {saidNet} with VAT of {saidVat}; {target} would make it {madeNet} with VAT of {madeVat}.',
    remedy: `Recalculate the order in the shop; a refund is deleted and made anew by its lines. If the VAT stays so, enter it in {target} by hand, then ${byHand}.`,
  },
  'gap.currency_closed': {
    title: '{currency} is not active in {target}',
    cause: 'The order is in {currency}, which is not an active currency in {target}.',
    remedy: `Activate {currency} among the currencies in {target}'s settings, then try again; or enter the order in {target} by hand, then ${byHand}.`,
  },
} as const satisfies Texts;
