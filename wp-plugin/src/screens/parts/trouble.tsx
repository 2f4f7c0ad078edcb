import { Button, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Problem } from '../../bridge/ask.ts';

/** What went wrong: what happened, why, what to do, and the code to copy. `onRetry` offers to do it. */
export function Trouble({
  problem,
  onRetry,
  children,
}: {
  problem: Pick<Problem, 'code' | 'title' | 'cause' | 'remedy'> & { correlationId?: string | null };
  onRetry?: () => void;
  children?: React.ReactNode;
}) {
  return (
    <Notice status="error" isDismissible={false} className="kontor-trouble">
      {problem.title && <strong>{problem.title}</strong>}
      <p>
        {problem.cause} {problem.remedy}
      </p>
      <div className="kontor-row">
        {onRetry && (
          <Button variant="secondary" onClick={onRetry}>
            {__('Try again', 'kontor-bridge')}
          </Button>
        )}
        {children}
        <Code text={problem.correlationId ? `${problem.code} ${problem.correlationId}` : problem.code} />
      </div>
    </Notice>
  );
}

/** A code that a person hands on to support. */
export function Code({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  };
  return (
    <span className="kontor-code">
      <code>{text}</code>
      <Button variant="tertiary" size="small" onClick={copy} onBlur={() => setCopied(false)}>
        {isCopied ? __('Copied', 'kontor-bridge') : __('Copy', 'kontor-bridge')}
      </Button>
    </span>
  );
}
