import { defineSystem, type System } from '../contract.ts';
import { check, remedies } from './check.ts';
import { Client } from './client.ts';
import { disclosure } from './disclosure.ts';
import { readFacts } from './facts/facts.ts';
import { next } from './flow/next.ts';
import { follow } from './follow.ts';
import { readOptions } from './options.ts';
import { facts } from './plan/facts.ts';
import { capabilities, makePlan } from './plan/plan.ts';
import { contentOf, plan } from './plan/schema.ts';
import { credentials, settings } from './settings/connection.ts';
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
    operator,
    settings,
    credentials,
    facts,
    plan,
    steps: Object.fromEntries(
      [...stepKinds].map(([kind, { does, guard, freesKey, makes }]) => [
        kind,
        { does, ...(guard ? { guard } : {}), ...(freesKey ? { freesKey } : {}), ...(makes ? { makes } : {}) },
      ]),
    ),
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
    next,
    execute: (context, { kind, input }) => stepOf(kind).execute(client, context, input),
    lookup: (context, { kind, input }, since) => stepOf(kind).lookup(client, context, input, since),
    documentByNumber: (context, { kind, input }, number) => stepOf(kind).byNumber(client, context, input, number),
    follow: (context, cursor) => follow(client, context, cursor, now),
  });
}

function stepOf(kind: string) {
  const found = stepKinds.get(kind);
  if (!found) throw new Error(`PowerOffice Go has no step ${kind}`);
  return found;
}

export const poweroffice = definePoweroffice();
