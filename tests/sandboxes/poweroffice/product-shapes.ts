import { z } from 'zod';
import { agriculture, double, each, int64, text, unitsOfMeasure } from './shapes.ts';

const shared = {
  ...each(['OptionalSalesAccount', 'OptionalSalesAccountId', 'StandardSalesAccount', 'StandardSalesAccountId'], int64),
  ...each(['OptionalSalesAccountAgricultureDepartment', 'StandardSalesAccountAgricultureDepartment'], agriculture),
  ...each(['UnitCost', 'UnitPrice'], double),
  Description: text.nullish(),
  IsArchived: z.boolean().nullish(),
  ProductType: z.enum(['Product', 'Service']).nullish(),
  UnitOfMeasureCode: z.enum(unitsOfMeasure).nullish(),
};

/** ProductPostDto. */
export const ProductPost = z.strictObject({
  ...shared,
  Name: text.max(400),
  Code: text.max(100).nullish(),
  Gtin: text.nullish(),
  ProductGroupCode: text.nullish(),
  ProductGroupId: int64.nullish(),
  IsStockItem: z.boolean().nullish(),
  StockOnHand: double.nullish(),
});
export type ProductPost = z.infer<typeof ProductPost>;

/** ProductGroupPostDto. */
export const ProductGroupPost = z.strictObject({
  ...shared,
  Name: text.max(400).nullish(),
  Code: text.max(200).nullish(),
});
export type ProductGroupPost = z.infer<typeof ProductGroupPost>;
