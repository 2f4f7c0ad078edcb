import type { Gap } from '../../contract.ts';
import type { Settings } from '../settings/connection.ts';
import { customerQuestion, newCustomer, type CustomerFact, type SeriesFault } from './customer-fact.ts';

interface Given {
  /** Our key for the customer. */
  name: string | null;
  settings: Settings;
  /** Whether a new customer may be the answer. */
  creates: boolean;
}

/** Why the order's customer cannot be told without a person. */
export function customerGap(known: Exclude<CustomerFact, { state: 'known' | 'none' }>, given: Given): Gap {
  switch (known.state) {
    case 'archived':
      return {
        code: 'gap.customer_archived',
        cause: `The order's customer, ${known.label}, is archived in Go.`,
        remedy: `Activate ${known.label} in Go, then try again.`,
      };
    case 'unclear':
      return unclear(known.candidates, given);
    case 'no_collective':
      return collective[known.fault](given.settings.collectiveCustomer);
  }
}

function unclear(candidates: Extract<CustomerFact, { state: 'unclear' }>['candidates'], { name, creates }: Given): Gap {
  const labels = candidates.map(({ label }) => label).join('; ');
  const options = [
    ...candidates.map(({ id, label }) => ({ value: id, label })),
    ...(creates ? [{ value: newCustomer, label: 'None of them: create a new customer' }] : []),
  ];
  const question = name === null ? {} : { question: { name: customerQuestion(name), options } };
  if (candidates.length > 1) {
    return {
      code: 'gap.customer_ambiguous',
      cause: `Several customers in Go have the order's e-mail address or organisation number: ${labels}.`,
      remedy: "Say which of them is the order's customer. The answer counts for all orders with this e-mail address.",
      ...question,
    };
  }
  return {
    code: 'gap.customer_name_differs',
    cause: `The customer in Go with the order's e-mail address or organisation number has another name: ${labels}.`,
    remedy: "Say whether it is the order's customer. The answer counts for all orders with this e-mail address.",
    ...question,
  };
}

const collective: Readonly<
  Record<Extract<CustomerFact, { state: 'no_collective' }>['fault'], (number: string) => Gap>
> = {
  unset: () => ({
    code: 'gap.collective_customer_unset',
    cause: 'All orders go to one collective customer, but the settings do not name it.',
    remedy: 'Enter the customer\'s number under "Collective customer" in the connection\'s settings.',
  }),
  missing: (number) => ({
    code: 'gap.collective_customer_missing',
    cause: `Go has no customer with the number ${number}, to which all orders go.`,
    remedy:
      'Correct the number under "Collective customer" in the connection\'s settings, or create the customer in Go.',
  }),
  archived: (number) => ({
    code: 'gap.collective_customer_archived',
    cause: `The customer ${number}, to which all orders go, is archived in Go.`,
    remedy: `Activate customer ${number} in Go, or enter another one under "Collective customer" in the connection's settings.`,
  }),
};

/** Why a new customer would not get a number. */
export function seriesGap(series: SeriesFault): Gap {
  const choose = 'choose another one under "Number series" in the connection\'s settings';
  switch (series.fault) {
    case 'missing':
      return {
        code: 'gap.number_series_missing',
        cause: 'Go no longer has the number series in which new customers are to be numbered.',
        remedy: `Look at the number series in Go and ${choose}.`,
      };
    case 'foreign':
      return {
        code: 'gap.number_series_foreign',
        cause: `The number series "${series.name}" does not number customers: its type in Go is ${series.type || 'another'}.`,
        remedy: `Of the number series of customers, ${choose}.`,
      };
    case 'full':
      return {
        code: 'gap.number_series_full',
        cause: `All numbers of the series "${series.name}" (${series.from} to ${series.to}) are taken.`,
        remedy: `Extend the series in Go, or ${choose}.`,
      };
  }
}
