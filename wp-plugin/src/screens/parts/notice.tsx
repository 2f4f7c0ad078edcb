// The library's own makes text of what stands inside by calling its components, whose hooks then count as those of the notice: it
// breaks where the number of buttons inside changes. So each notice says in words of its own what is to be read aloud.
// eslint-disable-next-line no-restricted-imports -- Here, and nowhere else.
import { Notice as LibraryNotice } from '@wordpress/components';

/** A box that says something, good or bad. `says`: what a screen reader tells as soon as it is there. */
export function Notice({
  status,
  says,
  className,
  onRemove,
  children,
}: {
  status: 'info' | 'success' | 'warning' | 'error';
  says: string;
  className?: string;
  /** Takes it away; left out where it stays. */
  onRemove?: () => void;
  children: React.ReactNode;
}) {
  return (
    <LibraryNotice
      status={status}
      spokenMessage={says}
      isDismissible={onRemove !== undefined}
      {...(className === undefined ? {} : { className })}
      {...(onRemove === undefined ? {} : { onRemove })}
    >
      {children}
    </LibraryNotice>
  );
}
