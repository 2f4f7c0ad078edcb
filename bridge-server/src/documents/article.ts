import type { Gap } from '../systems/contract.ts';

/** Something that a line can be booked as: an article or a product of the target's, by the code that people know. */
interface Article {
  code: string;
  archived: boolean;
}

/** The usable article with the code; a gap where one is there and cannot be used; `null` where there is none. */
export function usableArticle<Found extends Article>(
  code: string,
  articles: readonly Found[],
  { target, thing }: { target: string; thing: string },
): { article: Found } | { gap: Gap } | null {
  const named = articles.filter((article) => article.code === code);
  const [active, another] = named.filter(({ archived }) => !archived);
  if (another) {
    return {
      gap: {
        code: 'gap.product_ambiguous',
        cause: `Several ${thing}s in ${target} have the code ${code}.`,
        remedy: 'Archive all of them but one, or map another code.',
      },
    };
  }
  if (active) return { article: active };
  if (named.length === 0) return null;
  return {
    gap: {
      code: 'gap.product_archived',
      cause: `The ${thing} ${code} is archived in ${target}.`,
      remedy: `Activate ${code} in ${target}, or map another ${thing} in the connection's settings.`,
    },
  };
}
