import { __ } from '@wordpress/i18n';

/** What to do about a problem, on a line of its own below its cause. */
export function RemedyText({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <span className="kontor-remedy">
      <strong>{__('What to do:', 'kontor-bridge')}</strong> {text}
    </span>
  );
}
