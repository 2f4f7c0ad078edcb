import { __, sprintf } from '@wordpress/i18n';
import { StateDot, type Tone } from '../parts/state.tsx';
import { useSurroundings } from '../surroundings.ts';
import type { ComparedArticle, ArticleComparison } from './compare.ts';

const tones: Readonly<Record<ArticleComparison, Tone>> = {
  differs: 'held',
  missing: 'closed',
  not_counted: 'waiting',
  not_told: 'waiting',
  same: 'done',
  not_read: 'closed',
};

/** The name of a kind of comparison, for the filter. */
export function comparisonInWords(comparison: ArticleComparison): string {
  switch (comparison) {
    case 'differs':
      return __('Another number in the shop', 'kontor-bridge');
    case 'missing':
      return __('Not in the shop', 'kontor-bridge');
    case 'not_counted':
      return __('Not counted in the shop', 'kontor-bridge');
    case 'not_told':
      return __('The office has no number', 'kontor-bridge');
    case 'same':
      return __('The same', 'kontor-bridge');
    case 'not_read':
      return __('Not known', 'kontor-bridge');
  }
}

/** What comes of comparing an article, with its dot. Where the numbers differ, it says by how much. */
export function ComparisonState({ row: { comparison, product, more } }: { row: ComparedArticle }) {
  const { format } = useSurroundings();
  const words = () => {
    if (comparison === 'not_counted' && product?.counts === 'parent')
      return __('Counted with other variations', 'kontor-bridge');
    if (comparison !== 'differs') return comparisonInWords(comparison);
    const pieces = format.number(Math.abs(more));
    return more > 0
      ? /* translators: %s: a quantity */
        sprintf(__('The shop has %s more', 'kontor-bridge'), pieces)
      : /* translators: %s: a quantity */
        sprintf(__('The shop has %s less', 'kontor-bridge'), pieces);
  };
  return <StateDot tone={tones[comparison]}>{words()}</StateDot>;
}
