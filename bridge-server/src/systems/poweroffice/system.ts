import type { System } from '../contract.ts';
import { defineSystem } from '../define.ts';
import { check, remedies } from './check.ts';
import { Client } from './client.ts';
import { disclosure } from './disclosure.ts';
import { readFacts } from './facts/facts.ts';
import { follow } from './follow.ts';
import { readOptions } from './options.ts';
import { capabilities, contentOf, makePlan, next, plan } from './plan.ts';
import { facts } from './request.ts';
import { credentials, settings } from './settings/connection.ts';
import { functions } from './settings/functions.ts';
import { limitOf, operator } from './settings/operator.ts';
import { stepKinds } from './steps/steps.ts';
import { prepareProducts } from './survey.ts';
import { Tokens } from './token.ts';

/**
 * PowerOffice Go v2: an order becomes a draft sales order there, what is given back a credit note's draft, a payment a bank
 * voucher. `now`: milliseconds since 1970.
 */
export function definePoweroffice(now: () => number = Date.now): System {
  const client = new Client(new Tokens(now));
  return defineSystem({
    key: 'poweroffice',
    label: 'PowerOffice Go',
    capabilities,
    functions,
    longestKey: 50,
    operator,
    settings,
    credentials,
    facts,
    plan,
    delivery: {
      how: 'pushed',
      steps: Object.fromEntries(
        [...stepKinds].map(([kind, { does, guard, freesKey, makes }]) => [
          kind,
          { does, ...(guard ? { guard } : {}), ...(freesKey ? { freesKey } : {}), ...(makes ? { makes } : {}) },
        ]),
      ),
      next,
      execute: (context, { kind, input }) => stepOf(kind).execute(client, context, input),
      lookup: (context, { kind, input }, since) => stepOf(kind).lookup(client, context, input, since),
      documentByNumber: (context, { kind, input }, number) => stepOf(kind).byNumber(client, context, input, number),
    },
    held: remedies,
    rates: ({ operator: keys }) => [limitOf(keys)],
    timing: { callTimeout: 20, settle: 15 },
    disclosure,
    factsAboutPeople: ['known-customer:', 'customer:'],

    check: (context) => check(client, context),
    options: (context) => readOptions(client, context),
    prepare: (context) => prepareProducts(client, context),
    readFacts: (context, request) => readFacts(client, context, request),
    makePlan,
    content: contentOf,
    follow: (context, cursor) => follow(client, context, cursor, now),
  });
}

function stepOf(kind: string) {
  const found = stepKinds.get(kind);
  if (!found) throw new Error(`PowerOffice Go has no step ${kind}`);
  return found;
}

export const poweroffice = definePoweroffice();
