import { Button } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/** Asks for confirmation before an action. `text` says what the action means and what stays as it is. */
export function Confirm({
  text,
  label,
  onConfirm,
  onCancel,
}: {
  text: string;
  label: string;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div
      className="kontor-confirm"
      role="group"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <p>{text}</p>
      <div className="kontor-row">
        <Button ref={first} variant="primary" onClick={onConfirm}>
          {label}
        </Button>
        <Button variant="tertiary" onClick={onCancel}>
          {__('Leave it as it is', 'kontor-bridge')}
        </Button>
      </div>
    </div>
  );
}
