import { __ } from '@wordpress/i18n';

/** A placeholder while content loads, so that nothing jumps. `lines`: about how many lines the content will have. */
export function Skeleton({ lines }: { lines: number }) {
  return (
    <div className="kontor-skeleton" role="status">
      <span className="screen-reader-text">{__('Loading …', 'kontor-bridge')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} aria-hidden="true" />
      ))}
    </div>
  );
}
