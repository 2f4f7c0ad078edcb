import { defineSystem, type System } from '../contract.ts';
import { check } from './check.ts';
import { Client } from './client.ts';
import { customerInput, deletionInput, kinds, next, orderInput, readInput, roundInput } from './next.ts';
import { capabilities, makePlan } from './plan/plan.ts';
import { facts, plan } from './plan/schema.ts';
import { readFacts } from './read-facts.ts';
import { credentials, operator, rateOf, settings } from './settings.ts';
import { createCustomer, findCustomer } from './steps/customer.ts';
import { deleteOrder, findDeletion } from './steps/deletion.ts';
import { createOrder, findOrder, readOrder } from './steps/order.ts';
import { addRounding, findRounding } from './steps/rounding.ts';
import { Tokens } from './token.ts';

/** PowerOffice Go v2: an order becomes a draft sales order there, what is given back a credit note's draft. `now` is the clock of the tokens, in milliseconds. */
export function definePoweroffice(now: () => number = Date.now): System {
  const client = new Client(new Tokens(now));
  return defineSystem({
    key: 'poweroffice',
    label: 'PowerOffice Go',
    capabilities,
    operator, settings, credentials, facts, plan,
    steps: {
      [kinds.customer]: { does: 'shared', guard: 'refuses_duplicates' },
      [kinds.order]: { does: 'document', guard: 'refuses_duplicates' },
      [kinds.round]: { does: 'document', guard: 'refuses_duplicates' },
      [kinds.read]: { does: 'read' },
      [kinds.deletion]: { does: 'document', guard: 'exact_lookup' },
    },
    rate: rateOf,
    timing: { callTimeout: 20, settle: 15 },

    check: (context) => check(client, context),
    readFacts: (context, request) => readFacts(client, context, request),
    makePlan,
    next,
    execute(context, { kind, input }) {
      switch (kind) {
        case kinds.customer: return createCustomer(client, context, customerInput.parse(input));
        case kinds.order: return createOrder(client, context, orderInput.parse(input));
        case kinds.round: return addRounding(client, context, roundInput.parse(input));
        case kinds.read: return readOrder(client, context, readInput.parse(input));
        case kinds.deletion: return deleteOrder(client, context, deletionInput.parse(input));
        default: throw new Error(`PowerOffice Go has no step ${kind}`);
      }
    },
    lookup(context, { kind, input }, since) {
      switch (kind) {
        case kinds.customer: return findCustomer(client, context, customerInput.parse(input).body.ExternalImportReference);
        case kinds.order: {
          const { body, ...named } = orderInput.parse(input);
          return findOrder(client, context, { ...named, reference: body.ExternalImportReference }, since);
        }
        case kinds.round: return findRounding(client, context, roundInput.parse(input));
        case kinds.deletion: return findDeletion(client, context, deletionInput.parse(input));
        default: throw new Error(`PowerOffice Go has no look-up for ${kind}`);
      }
    },
  });
}

export const poweroffice = definePoweroffice();
