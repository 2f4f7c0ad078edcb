import type { ConnectionFunction, Preparation, Preparations } from '../contract.ts';
import type { Client } from './client.ts';
import { readBooks } from './facts/facts.ts';
import { readProducts } from './facts/products.ts';
import { read, type Read } from './facts/read.ts';
import { forgetful } from './facts/remembered.ts';
import { productForEntry, type Choice } from './plan/products.ts';
import { productCode, type Context } from './settings/connection.ts';
import { productCreation } from './steps/product.ts';

/** A product of the settings as it stands in Go now. */
export interface Surveyed {
  code: string;
  choice: Choice;
}

/** Looks for every product of the settings, as an order that needs it would, with nothing remembered. */
export async function surveyProducts(
  client: Client,
  given: Context,
  functions: readonly ConnectionFunction[],
): Promise<Read<Surveyed[]>> {
  const context = forgetful(given);
  const { settings } = context;
  const entries = [...settings.products, { number: settings.roundingProduct, rate: 'none' as const }];
  const codes = [...new Set(entries.map(({ number }) => productCode(settings, number)))];
  const products = await readProducts(client, context, codes);
  if (products.kind !== 'read') return products;
  const books = await readBooks(client, context, { settings, functions }, { codes, products: products.value });
  if (books.kind !== 'read') return books;
  const shelf = { settings, functions, facts: { products: products.value, ...books.value } };
  return read(
    codes.map((code) => {
      const choices = entries
        .filter(({ number }) => productCode(settings, number) === code)
        .map((entry) => productForEntry(entry, shelf));
      const [choice] = [...choices.filter((one) => 'gap' in one), ...choices];
      if (!choice) throw new Error(`no entry has the code ${code}`);
      return { code, choice };
    }),
  );
}

/** What is there, missing or in the way of the products of the settings; the missing ones with the step that creates them. */
export async function prepareProducts(client: Client, context: Context): Promise<Preparations> {
  const surveyed = await surveyProducts(client, context, ['createProducts']);
  if (surveyed.kind !== 'read') return surveyed;
  return {
    kind: 'preparations',
    all: surveyed.value.map(({ code, choice }): Preparation => {
      if ('gap' in choice) return { what: code, kind: 'impossible', gap: choice.gap };
      if (!choice.create) return { what: code, kind: 'there' };
      const step = productCreation.at(`product:${code}`, { body: choice.create });
      if (step.does !== 'shared') throw new Error(`${step.kind} is to be shared`);
      return { what: code, kind: 'missing', step };
    }),
  };
}
