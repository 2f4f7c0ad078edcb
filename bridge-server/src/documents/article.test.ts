import { allTold } from '../../../tests/setup/telling.ts';
import { usableArticle } from './article.ts';

const article = (code: string, archived = false) => ({ code, archived });
const words = { target: 'Ledger', thing: 'article' } as const;

describe('usableArticle', () => {
  it('gives the article with the code that is not archived', () => {
    const active = article('A-1');
    expect(usableArticle('A-1', [article('A-1', true), active, article('A-2')], words)).toEqual({ article: active });
  });

  it('gives null where the target has no article with the code', () => {
    expect(usableArticle('A-1', [article('A-2')], words)).toBeNull();
  });

  it('gives a gap where the article is archived, or several articles have the code', () => {
    expect(allTold(usableArticle('A-1', [article('A-1', true)], words))).toMatchObject({
      gap: { code: 'gap.product_archived', cause: 'The article A-1 is archived in Ledger.' },
    });
    expect(allTold(usableArticle('A-1', [article('A-1'), article('A-1')], words))).toMatchObject({
      gap: { code: 'gap.product_ambiguous', cause: 'Several articles in Ledger have the code A-1.' },
    });
  });
});
