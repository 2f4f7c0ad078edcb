import { queryOf, type Place } from '../address.ts';
import { useSurroundings } from '../surroundings.ts';

/**
 * A link to a place in these screens. It opens without a reload, or in a new window or tab on Ctrl, Cmd or Shift click.
 */
export function Link({
  to,
  className,
  isCurrent,
  children,
}: {
  to: Place;
  className?: string;
  /** Whether the link leads to the place that is shown now. */
  isCurrent?: boolean;
  children: React.ReactNode;
}) {
  const { go } = useSurroundings();
  return (
    <a
      href={queryOf(to)}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
