import { z } from 'zod';
import { integer, readText } from './numbers.ts';

/** Read: `SubLedgerNumberSeriesDto`. */
export const numberSeries = z.looseObject({
  Id: z.string().min(1),
  Name: readText,
  FromInclusive: integer,
  ToInclusive: integer,
  SubLedgerNumberSeriesType: readText,
});
