import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { DocumentDetail } from '../orders/answers.ts';
import { useCopy } from '../parts/use-copy.tsx';
import { useSurroundings } from '../surroundings.ts';
import { documentForSupport } from './support.ts';

/** A button that copies what support needs to know about a document, without names and addresses. */
export function CopyForSupport({ detail }: { detail: DocumentDetail }) {
  const { settings } = useSurroundings();
  return (
    <CopyButton
      text={() => documentForSupport(detail, settings.version, new Date().toISOString())}
      note={__('Names and addresses are left out.', 'kontor-bridge')}
    />
  );
}

/** A button that copies a text. If the browser does not allow it, a text field to copy from appears. */
export function CopyButton({ text, note }: { text: () => string; note: string }) {
  const { isCopied, copy, field } = useCopy(8);
  return (
    <div className="kontor-copy">
      <div className="kontor-row">
        <Button variant="secondary" onClick={() => copy(text())}>
          {__('Copy for support', 'kontor-bridge')}
        </Button>
        <span className="kontor-muted" role="status">
          {isCopied ? __('Copied', 'kontor-bridge') : note}
        </span>
      </div>
      {field}
    </div>
  );
}
