import { __, sprintf } from '@wordpress/i18n';
import { Time } from '../parts/time.tsx';
import { nameOfConnection, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings } from '../surroundings.ts';
import type { ComparedArticle } from './compare.ts';
import { ComparisonState } from './comparison.tsx';

/** The table of articles: what the office says beside what the shop says. On a phone each article is a card. */
export function ArticleTable({
  rows,
  connections,
}: {
  rows: readonly ComparedArticle[];
  connections: readonly OverviewConnection[];
}) {
  return (
    <table className="kontor-table kontor-article-table widefat striped">
      <thead>
        <tr>
          <th scope="col">{__('Article', 'kontor-bridge')}</th>
          <th scope="col">{__('Office', 'kontor-bridge')}</th>
          <th scope="col" className="kontor-figure">
            {__('In the office', 'kontor-bridge')}
          </th>
          <th scope="col" className="kontor-figure">
            {__('Available', 'kontor-bridge')}
          </th>
          <th scope="col" className="kontor-figure">
            {__('In the shop', 'kontor-bridge')}
          </th>
          <th scope="col">{__('Comparison', 'kontor-bridge')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={`${row.article.connection} ${row.article.id}`} row={row} connections={connections} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, connections }: { row: ComparedArticle; connections: readonly OverviewConnection[] }) {
  const { format } = useSurroundings();
  const { article, product, together } = row;
  const quantity = (text: string | null) => (text === null ? '–' : format.quantity(text));
  return (
    <tr>
      <th scope="row" data-label={__('Article', 'kontor-bridge')}>
        <span>
          {product?.edit ? <a href={product.edit}>{article.sku}</a> : article.sku}
          <span className="kontor-muted">{article.name}</span>
        </span>
      </th>
      <td data-label={__('Office', 'kontor-bridge')}>
        <span>
          {nameOfConnection(connections, { connection: article.connection, system: null })}
          <span className="kontor-muted kontor-as-of">
            <Time at={article.asOf} />
          </span>
        </span>
      </td>
      <td className="kontor-figure" data-label={__('In the office', 'kontor-bridge')}>
        {quantity(article.stock)}
      </td>
      <td className="kontor-figure" data-label={__('Available', 'kontor-bridge')}>
        <span>
          {quantity(article.available)}
          {together !== null && (
            <span className="kontor-muted kontor-as-of">
              {/* translators: %s: what all articles of one SKU have together */}
              {sprintf(__('%s with all of this SKU', 'kontor-bridge'), format.quantity(together))}
            </span>
          )}
        </span>
      </td>
      <td className="kontor-figure" data-label={__('In the shop', 'kontor-bridge')}>
        {typeof product?.stock === 'number' ? format.number(product.stock) : '–'}
      </td>
      <td data-label={__('Comparison', 'kontor-bridge')}>
        <ComparisonState row={row} />
      </td>
    </tr>
  );
}
