import { queryOf, type Place } from '../address.ts';
import { useSurroundings } from '../surroundings.ts';

/** A link to a place of these screens: it opens in a new window where somebody wants that, and else without a reload. */
export function Link({
  to,
  className,
  isCurrent,
  children,
}: {
  to: Place;
  className?: string;
  /** Whether it leads to what is shown already. */
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
