import type { Results, Step } from '../../contract.ts';
import type { SalesOrderPlan } from '../plan/schema.ts';
import { productCreation } from '../steps/product.ts';

/** The creation of the first product that the plan's lines name and Go lacks still; none: all are there. */
export function productStep({ products }: SalesOrderPlan, results: Results): Step | null {
  const missing = products.find(({ Code }) => results[`product:${Code}`] === undefined);
  return missing ? productCreation.at(`product:${missing.Code}`, { body: missing }) : null;
}
