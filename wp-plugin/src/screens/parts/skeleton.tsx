import { __ } from '@wordpress/i18n';

/** Takes the room of what is being loaded, so that nothing jumps. `lines`: how many there will be, about. */
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
