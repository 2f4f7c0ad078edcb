import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/** Copies a text, and gives a field to copy from where the browser lets no page write into the clipboard. */
export function useCopy(rows: number) {
  const [isCopied, setCopied] = useState(false);
  const [fallback, setFallback] = useState<string | null>(null);
  return {
    isCopied,
    copy: (text: string) => {
      // Pages without https have no clipboard, whatever TypeScript says.
      const clipboard = navigator.clipboard as Clipboard | undefined;
      if (clipboard === undefined) setFallback(text);
      else
        clipboard.writeText(text).then(
          () => setCopied(true),
          () => setFallback(text),
        );
    },
    /** What was copied is not said any more. */
    forget: () => setCopied(false),
    field: fallback !== null && (
      <textarea readOnly rows={rows} value={fallback} aria-label={__('Text for support', 'kontor-bridge')} />
    ),
  };
}
