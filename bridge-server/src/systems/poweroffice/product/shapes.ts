import { z } from 'zod';
import { accountFact } from '../../../documents/account-vat.ts';
import { integer, readNumber, readText, sentInteger } from '../../../vendor/fields.ts';

/** Sent: `ProductPostDto`. */
export const productPost = z.strictObject({
  Code: z.string().min(1).max(100),
  Name: z.string().min(1).max(400),
  StandardSalesAccount: sentInteger,
  ProductType: z.literal('Product'),
  UnitOfMeasureCode: z.literal('EA'),
});
export type ProductPost = z.input<typeof productPost>;

/** Read: `ProductDto`. A product without an account of its own uses its group's. */
export const product = z.looseObject({
  Id: integer,
  Code: readText,
  Name: readText,
  IsArchived: z.boolean().nullish(),
  StandardSalesAccount: integer.nullish(),
  ProductGroupId: integer.nullish(),
  ProductGroupCode: readText,
});
export type Product = z.infer<typeof product>;

/** Read: `ProductDto`, in the fields that tell of stock. */
export const stockedProduct = product.extend({
  Gtin: readText,
  IsStockItem: z.boolean().nullish(),
  StockOnHand: readNumber.nullish(),
  /** What is left of the stock on hand after the lines of confirmed sales orders. */
  StockAvailable: readNumber.nullish(),
  LastChangedDateTimeOffset: readText,
  /** A change of the stock alone does not count as a change of the product. */
  StockOnHandLastChangedDatetimeOffset: readText,
});
export type StockedProduct = z.infer<typeof stockedProduct>;

/** Read: `ProductGroupDto`. */
export const productGroup = z.looseObject({ Id: integer, StandardSalesAccount: integer.nullish() });

/** A product at Go, in the fields that planning needs. */
export const productFact = z.compile(
  z.object({
    code: z.string(),
    id: integer,
    archived: z.boolean(),
    /**
     * The sales account of the product. Left out where the company's default account counts, which Go does not report.
     */
    account: accountFact.optional(),
  }),
);
export type ProductFact = z.infer<typeof productFact>;
