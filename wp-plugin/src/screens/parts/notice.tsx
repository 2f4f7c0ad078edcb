// The library's Notice calls the components inside it to make a text for screen readers. Their hooks then count as
// hooks of the notice, and React fails when the number of buttons inside changes. So each notice states its text for
// screen readers in `says`.
// eslint-disable-next-line no-restricted-imports -- This component wraps the library's Notice for all others.
import { Notice as LibraryNotice } from '@wordpress/components';

/** A box with a message. `says`: the text that a screen reader reads as soon as the box appears. */
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
  /** Removes the notice. Without it, the notice has no close button. */
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
