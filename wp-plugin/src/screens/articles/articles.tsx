import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { Link } from '../parts/link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useConnections, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings } from '../surroundings.ts';
import { useAnswer } from '../use-answer.ts';
import { ArticleTable } from './article-table.tsx';
import { ArticleFilterBar } from './filter-bar.tsx';
import { articleFiltersOf, comparisonOf, withArticleFilters } from './filters.ts';
import { loadArticles, type ArticlesPage } from './load.ts';
import { Readings } from './readings.tsx';

/** The articles of the offices: what each says of its stock beside what the shop says, differences first. */
export default function Articles() {
  const { bridge, shop, place } = useSurroundings();
  const connections = useConnections();
  const filters = articleFiltersOf(place);
  const { after } = place.params;
  const [loaded, reload] = useAnswer(
    (signal) => loadArticles({ bridge, shop, signal }, filters, after),
    JSON.stringify([filters, after]),
  );
  return (
    <div className="kontor-screen kontor-articles">
      <h2 className="screen-reader-text">{__('Articles', 'kontor-bridge')}</h2>
      <Readings connections={connections} onRead={reload} />
      <ArticleFilterBar connections={connections ?? []} />
      {(loaded.kind === 'loading' || (loaded.kind === 'answer' && connections === null)) && <Skeleton lines={14} />}
      {loaded.kind === 'problem' && <Trouble problem={loaded.problem} onRetry={reload} />}
      {loaded.kind === 'answer' && connections && (
        <>
          {loaded.problem && <Trouble problem={loaded.problem} onRetry={reload} />}
          {loaded.value.problem && <Trouble problem={loaded.value.problem} onRetry={reload} />}
          <Page page={loaded.value} connections={connections} isOld={loaded.isOld} reload={reload} />
        </>
      )}
    </div>
  );
}

function Page({
  page: { rows, problem, compared, next },
  connections,
  isOld,
  reload,
}: {
  page: ArticlesPage;
  connections: readonly OverviewConnection[];
  isOld: boolean;
  reload: () => void;
}) {
  const { place, format } = useSurroundings();
  const filters = articleFiltersOf(place);
  const { after } = place.params;
  const isSearching = comparisonOf(filters) !== null;
  const isOneOfMany = next !== null || after !== undefined;
  if (rows.length === 0 && Object.keys(filters).length === 0) return <NoArticles connections={connections} />;
  const shown = sprintf(
    /* translators: %s: number of articles */
    _n('%s article was compared.', '%s articles were compared.', compared, 'kontor-bridge'),
    format.number(compared),
  );
  const order = isSearching
    ? ''
    : isOneOfMany
      ? __('Differences come first on this page. The pages go by SKU.', 'kontor-bridge')
      : __('Differences come first.', 'kontor-bridge');
  return (
    <>
      <p className="kontor-row">
        <span className="kontor-muted">{problem ? '' : [shown, order].filter(Boolean).join(' ')}</span>
        {!isSearching && isOneOfMany && (
          <Link to={withArticleFilters(place, { comparison: 'differs' })}>
            {__('Only those with another number in the shop', 'kontor-bridge')}
          </Link>
        )}
      </p>
      {rows.length > 0 ? (
        <ArticleTable rows={rows} connections={connections} />
      ) : (
        <p className="kontor-nothing">
          {next
            ? __('None of the articles compared so far matches these filters.', 'kontor-bridge')
            : __('No article matches these filters.', 'kontor-bridge')}
        </p>
      )}
      <div className="kontor-row kontor-pages">
        {after && <Link to={{ tab: 'articles', params: filters }}>{__('First page', 'kontor-bridge')}</Link>}
        {next && (
          <Link to={{ tab: 'articles', params: { ...filters, after: next } }}>
            {rows.length > 0 ? __('Next page', 'kontor-bridge') : __('Search further', 'kontor-bridge')}
          </Link>
        )}
        <Button variant="tertiary" isBusy={isOld} onClick={reload}>
          {__('Refresh', 'kontor-bridge')}
        </Button>
      </div>
    </>
  );
}

/** What the list will show, and what to connect for it. */
function NoArticles({ connections }: { connections: readonly OverviewConnection[] }) {
  const { settings } = useSurroundings();
  return (
    <div className="kontor-nothing">
      <p>
        {__(
          'Each article of your office will appear here, with its stock in the office beside its stock in the shop.',
          'kontor-bridge',
        )}
      </p>
      <p>
        {connections.length === 0
          ? __(
              'For that, connect a system that tells of its articles: PowerOffice Go, a database of the office, or a feed.',
              'kontor-bridge',
            )
          : __(
              'No office has told of an article so far. PowerOffice Go, a database of the office, or a feed tell of articles; other systems do not.',
              'kontor-bridge',
            )}
      </p>
      {settings.may === 'admin' ? (
        <Link to={{ tab: 'connections', params: {} }} className="components-button is-primary">
          {__('Choose your system', 'kontor-bridge')}
        </Link>
      ) : (
        <p>{__('Ask whoever manages the shop to do that.', 'kontor-bridge')}</p>
      )}
    </div>
  );
}
