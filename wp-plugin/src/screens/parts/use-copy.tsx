import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/**
 * Copies a text to the clipboard. If the browser does not allow it, `field` is a text field to copy from. `label`: that
 * of the field.
 */
export function useCopy(rows: number, label = __('Text for support', 'kontor-bridge')) {
  const [isCopied, setCopied] = useState(false);
  const [fallback, setFallback] = useState<string | null>(null);
  return {
    isCopied,
    copy: (text: string) => {
      // A page without https has no `navigator.clipboard`, although TypeScript says that it does.
      const clipboard = navigator.clipboard as Clipboard | undefined;
      if (clipboard === undefined) setFallback(text);
      else
        clipboard.writeText(text).then(
          () => setCopied(true),
          () => setFallback(text),
        );
    },
    /** Takes the word "Copied" away again. */
    forget: () => setCopied(false),
    field: fallback !== null && <textarea readOnly rows={rows} value={fallback} aria-label={label} />,
  };
}
