import { mapReply, type Reply } from '../../../vendor/reply.ts';
import type { Preparation, Preparations } from '../../contract.ts';
import type { Go } from '../client.ts';
import { readBooks } from '../facts.ts';
import { productCode } from '../settings.ts';
import { readProducts } from './facts.ts';
import { productForEntry, type ProductChoice } from './plan.ts';
import { productCreation } from './steps.ts';

/** A product of the settings, and whether Go has it now. */
export interface SurveyedProduct {
  code: string;
  choice: ProductChoice;
}

/** Looks for every product of the settings as planning would, but without remembered facts. */
export async function surveyProducts(connection: Go, functions: readonly string[]): Promise<Reply<SurveyedProduct[]>> {
  const go = connection.forgetful();
  const { settings } = go.context;
  // Most shops never sell abroad, so products for that are checked only when an order needs them.
  const domestic = settings.products.filter(({ area }) => area === 'domestic');
  const entries = [...domestic, { number: settings.roundingProduct, rate: 'none' as const }];
  const codes = [...new Set(entries.map(({ number }) => productCode(settings, number)))];
  const products = await readProducts(go, codes);
  if (products.kind !== 'value') return products;
  const books = await readBooks(go, { settings, functions }, { codes, products: products.value });
  return mapReply(books, (booksFacts) => {
    const shelf = { settings, functions, facts: { products: products.value, ...booksFacts } };
    return codes.map((code) => {
      const entriesOfCode = entries.filter(({ number }) => productCode(settings, number) === code);
      const choices = entriesOfCode.map((entry) => productForEntry(entry, shelf));
      const [choice] = [...choices.filter((candidate) => 'gap' in candidate), ...choices];
      if (!choice) throw new Error(`no entry has the code ${code}`);
      return { code, choice };
    });
  });
}

/** The state of every product of the settings; a missing product comes with the step that creates it. */
export async function prepareProducts(go: Go): Promise<Preparations> {
  const survey = await surveyProducts(go, ['createProducts']);
  if (survey.kind !== 'value') return survey;
  return {
    kind: 'preparations',
    all: survey.value.map(({ code, choice }): Preparation => {
      if ('gap' in choice) return { what: code, kind: 'impossible', gap: choice.gap };
      if (!choice.create) return { what: code, kind: 'there' };
      const step = productCreation.at(`product:${code}`, { body: choice.create });
      if (step.does !== 'shared') throw new Error(`${step.kind} is to be shared`);
      return { what: code, kind: 'missing', step };
    }),
  };
}
