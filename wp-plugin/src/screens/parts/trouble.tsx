import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { BridgeProblem } from '../../bridge/ask.ts';
import { Notice } from './notice.tsx';
import { RemedyText } from './remedy.tsx';
import { useCopy } from './use-copy.tsx';

/** A problem: what happened, why, what to do, and a code to copy. With `onRetry` it has a button that tries again. */
export function Trouble({
  problem,
  onRetry,
  children,
}: {
  problem: Pick<BridgeProblem, 'code' | 'title' | 'cause' | 'remedy'> & { correlationId?: string | null };
  onRetry?: () => void;
  children?: React.ReactNode;
}) {
  return (
    <Notice
      status="error"
      says={[problem.title, problem.cause, problem.remedy].filter(Boolean).join(' ')}
      className="kontor-trouble"
    >
      {problem.title && <strong>{problem.title}</strong>}
      <p>
        {problem.cause} <RemedyText text={problem.remedy} />
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

/** A code with a button that copies it, for support. */
export function Code({ text }: { text: string }) {
  const { isCopied, copy, forget, field } = useCopy(1);
  return (
    <span className="kontor-code">
      <code>{text}</code>
      <Button variant="tertiary" size="small" onClick={() => copy(text)} onBlur={forget}>
        {isCopied ? __('Copied', 'kontor-bridge') : __('Copy', 'kontor-bridge')}
      </Button>
      {field}
    </span>
  );
}
