import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import { useAnswer } from '../../use-answer.ts';
import type { PreviewAnswer } from '../answers.ts';
import { Gaps, FixLink } from './document-card.tsx';
import { DescribedLines, VatTable } from './lines.tsx';

/** A preview of the document that would be made now. It loads on a click, and sends nothing. */
export function PlanPreview({
  order,
  connection,
  isOpen = false,
  onKind,
}: {
  order: string;
  connection: string;
  /** Whether the preview loads without a click. */
  isOpen?: boolean;
  /** Called with the kind of the preview, which says whether a document can be made. */
  onKind?: (kind: PreviewAnswer['kind']) => void;
}) {
  const [isShown, setShown] = useState(isOpen);
  if (isShown) return <PreviewContent order={order} connection={connection} onKind={onKind} />;
  return (
    <Button variant="secondary" onClick={() => setShown(true)}>
      {__('Preview', 'kontor-bridge')}
    </Button>
  );
}

function PreviewContent({
  order,
  connection,
  onKind,
}: {
  order: string;
  connection: string;
  onKind: ((kind: PreviewAnswer['kind']) => void) | undefined;
}) {
  const { bridge } = useSurroundings();
  const [loaded, reload] = useAnswer(async (signal) => {
    const ask = (query: Record<string, string>) =>
      bridge.ask<PreviewAnswer>('GET', `/orders/${order}/preview`, {
        query: { connection, ...query },
        read: (value) => value as PreviewAnswer,
        signal,
      });
    const askUntilShown = async () => {
      const asPlanned = await ask({});
      if (!asPlanned.ok || !asPlanned.value.reason?.startsWith('rule.')) return asPlanned;
      // A rule leaves the order out: preview what would be made if a person sent it all the same.
      const insisted = await ask({ insisted: 'yes' });
      return insisted.ok && insisted.value.kind !== 'nothing'
        ? { ...insisted, value: { ...insisted.value, leftOutBy: asPlanned.value.reason } }
        : asPlanned;
    };
    const answer = await askUntilShown();
    if (answer.ok) onKind?.(answer.value.kind);
    return answer;
  }, `${order} ${connection}`);
  if (loaded.kind === 'loading') return <Skeleton lines={6} />;
  if (loaded.kind === 'problem') return <Trouble problem={loaded.problem} onRetry={reload} />;
  const { kind, gaps = [], reason = '', cause, vat = [], total = null, lines, leftOutBy, ...head } = loaded.value;
  return (
    <div className="kontor-preview">
      <h3>{__('Preview: nothing is sent', 'kontor-bridge')}</h3>
      {leftOutBy !== undefined && (
        <p>
          {leftOutBy === 'rule.before_active'
            ? __(
                'This order is from before the day on which the connection starts, so it is sent only if you choose to send it.',
                'kontor-bridge',
              )
            : __(
                'A rule of the connection leaves this order out, so it is sent only if you choose to send it.',
                'kontor-bridge',
              )}{' '}
          {kind === 'plan' && __('This document would then be made:', 'kontor-bridge')} <code>{leftOutBy}</code>
        </p>
      )}
      {kind === 'nothing' && (
        <>
          <p>
            {__('No document would be made.', 'kontor-bridge')} {cause} <code>{reason}</code>
          </p>
          <FixLink code={reason} connection={connection} order={order} />
        </>
      )}
      {kind === 'gaps' && (
        <>
          <p>{__('No document can be made yet:', 'kontor-bridge')}</p>
          <Gaps gaps={gaps} connection={connection} order={order} />
        </>
      )}
      {lines && (
        <DescribedLines
          described={{ customer: null, date: null, references: [], notes: [], ...head, lines }}
          total={total}
        />
      )}
      {kind === 'plan' && <VatTable vat={vat} />}
      <Button variant="tertiary" onClick={reload}>
        {__('Refresh', 'kontor-bridge')}
      </Button>
    </div>
  );
}
