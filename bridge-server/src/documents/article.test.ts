import { allTold } from '../../../tests/setup/telling.ts';
import { usableArticle } from './article.ts';

const article = (code: string, archived = false) => ({ code, archived });
const words = { target: 'Ledger', thing: 'article' } as const;

describe('the article with a code', () => {
  it('is the one that is not archived', () => {
    const active = article('A-1');
    expect(usableArticle('A-1', [article('A-1', true), active, article('A-2')], words)).toEqual({ article: active });
  });

  it('is none where the target has no such code', () => {
    expect(usableArticle('A-1', [article('A-2')], words)).toBeNull();
  });

  it('cannot be used where it is archived, or where several have the code', () => {
    expect(allTold(usableArticle('A-1', [article('A-1', true)], words))).toMatchObject({
      gap: { code: 'gap.product_archived', cause: 'The article A-1 is archived in Ledger.' },
    });
    expect(allTold(usableArticle('A-1', [article('A-1'), article('A-1')], words))).toMatchObject({
      gap: { code: 'gap.product_ambiguous', cause: 'Several articles in Ledger have the code A-1.' },
    });
  });
});
