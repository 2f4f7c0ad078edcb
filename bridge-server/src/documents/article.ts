import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import type { Thing } from './treatment.ts';

/** An article or a product of the target that a line can be booked as. `code`: the code that people know. */
interface Article {
  code: string;
  archived: boolean;
}

/** The article with the code. A gap where such an article cannot be used; `null` where there is no such article. */
export function usableArticle<Row extends Article>(
  code: string,
  articles: readonly Row[],
  { target, thing }: { target: string; thing: Thing },
): { article: Row } | { gap: Gap } | null {
  const matching = articles.filter((article) => article.code === code);
  const [active, another] = matching.filter(({ archived }) => !archived);
  if (another) return { gap: reason('gap.product_ambiguous', { code, target, thing }) };
  if (active) return { article: active };
  if (matching.length === 0) return null;
  return { gap: reason('gap.product_archived', { code, target, thing }) };
}
