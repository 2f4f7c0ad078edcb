import { __, sprintf } from '@wordpress/i18n';
import { actorInWords } from '../../log/actor.ts';
import { CopyForSupport } from '../../log/copy-for-support.tsx';
import { Time } from '../../parts/time.tsx';
import { Code } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import type { DocumentDetail, ExchangeAnswer } from '../answers.ts';

/**
 * For support: every step, and every request with its answer, without people's data. `isOpen`: whether it starts
 * unfolded.
 */
export function SupportDetails({ detail, isOpen }: { detail: DocumentDetail; isOpen: boolean }) {
  const { format } = useSurroundings();
  return (
    <details className="kontor-details" open={isOpen}>
      <summary>{__('Details', 'kontor-bridge')}</summary>
      <p>
        {sprintf(
          /* translators: %s: how often */
          __('Attempts: %s', 'kontor-bridge'),
          format.number(detail.attempts),
        )}
        {detail.nextLook && (
          <>
            {' · '}
            {__('Next attempt:', 'kontor-bridge')} <Time at={detail.nextLook} />
          </>
        )}
      </p>
      <Code text={detail.correlationId} />
      <h3>{__('What happened', 'kontor-bridge')}</h3>
      <ol className="kontor-list">
        {detail.steps.map((step, place) => (
          <li key={place}>
            <Time at={step.at} /> {step.text}{' '}
            <span className="kontor-muted">
              {actorInWords(step.actor)} · <code>{step.code}</code>
            </span>
          </li>
        ))}
      </ol>
      <h3>{__('Requests and answers', 'kontor-bridge')}</h3>
      {detail.exchanges.length === 0 && (
        <p className="kontor-muted">{__('No requests are kept for this document.', 'kontor-bridge')}</p>
      )}
      {detail.exchanges.map((exchange, place) => (
        <ExchangeDetails key={place} exchange={exchange} />
      ))}
      <CopyForSupport detail={detail} />
    </details>
  );
}

function ExchangeDetails({
  exchange: { at, step, method, address, status, outcome, ms, request, answer },
}: {
  exchange: ExchangeAnswer;
}) {
  const { format } = useSurroundings();
  return (
    <details className="kontor-exchange">
      <summary>
        <Time at={at} /> {method} {address} · {status ?? outcome}
      </summary>
      <p className="kontor-muted">
        {step} · {outcome} · {format.number(Math.round(ms))} ms
      </p>
      <Body label={__('Request', 'kontor-bridge')} body={request} />
      <Body label={__('Answer', 'kontor-bridge')} body={answer} />
    </details>
  );
}

const Body = ({ label, body }: { label: string; body: unknown }) => (
  <>
    <h4>{label}</h4>
    <pre tabIndex={0} aria-label={label}>
      {body === null ? '–' : typeof body === 'string' ? body : JSON.stringify(body, null, 2)}
    </pre>
  </>
);
