import { stepTable } from '../../vendor/step.ts';
import type { System } from '../contract.ts';
import { defineSystem } from '../define.ts';
import { check } from './check.ts';
import { createClient } from './client.ts';
import { collectCustomers } from './customer/collect.ts';
import { contactPersonCreation, customerCreation, deliveryAddressCreation } from './customer/steps.ts';
import { describe } from './describe.ts';
import { disclosure } from './disclosure.ts';
import { readFacts } from './facts.ts';
import { follow } from './follow.ts';
import { readOptions } from './options.ts';
import { orderDeletion } from './order/deletion-step.ts';
import { headerPatching, orderConfirmation, orderUnlocking } from './order/header-steps.ts';
import { lineAdding, lineChanging, lineRemoving, rounding } from './order/line-steps.ts';
import { orderCreation, orderReading } from './order/steps.ts';
import { paymentPosting } from './payment/steps.ts';
import { capabilities, contentOf, makePlan, nextStep, plan, unmapped } from './plan.ts';
import { collectProducts } from './product/collect.ts';
import { productCreation } from './product/steps.ts';
import { prepareProducts } from './product/survey.ts';
import { facts } from './request.ts';
import { credentials, functions, operatorKeys, limitOf, settings } from './settings.ts';
import { texts } from './texts/texts.ts';
import { transmits } from './transmits.ts';

/** Every kind of step that a plan may have. */
const steps = stepTable([
  productCreation,
  customerCreation,
  deliveryAddressCreation,
  contactPersonCreation,
  orderCreation,
  orderReading,
  rounding,
  orderDeletion,
  headerPatching,
  orderUnlocking,
  orderConfirmation,
  lineAdding,
  lineChanging,
  lineRemoving,
  paymentPosting,
]);

/**
 * PowerOffice Go v2. An order becomes a draft of a sales order, a refund a draft of a credit note, and a payment a bank
 * voucher. `now`: milliseconds since 1970.
 */
export function definePoweroffice(now: () => number = Date.now): System {
  const connect = createClient(now);
  return defineSystem({
    key: 'poweroffice',
    label: 'PowerOffice Go',
    texts,
    capabilities,
    functions,
    longestKey: 50,
    operator: operatorKeys,
    settings,
    credentials,
    facts,
    plan,
    delivery: {
      how: 'pushed',
      steps: steps.declarations,
      next: nextStep,
      execute: (context, step) => steps.execute(connect(context), step),
      lookup: (context, step, since) => steps.lookup(connect(context), step, since),
      documentByNumber: (context, step, number) => steps.byNumber(connect(context), step, number),
    },
    rates: ({ operator: keys }) => [limitOf(keys)],
    timing: { callTimeout: 20, settle: 15 },
    transmits,
    disclosure,
    factsAboutPeople: ['customer:'],

    check: (context) => check(connect(context)),
    options: (context) => readOptions(connect(context)),
    prepare: (context) => prepareProducts(connect(context)),
    readFacts: (context, request) => readFacts(connect(context), request),
    makePlan,
    content: contentOf,
    describe,
    unmapped,
    collectArticles: (context, request) => collectProducts(connect(context), request, now),
    collectAddresses: (context, request) => collectCustomers(connect(context), request, now),
    follow: (context, cursor) => follow(connect(context), cursor, now),
  });
}

export const poweroffice = definePoweroffice();
