import { __, sprintf } from '@wordpress/i18n';
import type { CheckAnswer } from '@kontor/shared/api/connections';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Notice } from '../parts/notice.tsx';
import { Trouble } from '../parts/trouble.tsx';

/**
 * The result of a connection's test. If the answer has notes (something is missing in the office), the box is a
 * warning.
 */
export function Report({ answer }: { answer: BridgeAnswer<CheckAnswer> }) {
  if (!answer.ok) return <Trouble problem={answer.problem} />;
  const { account, latencyMs, details, notes } = answer.value;
  /* translators: 1: name of a company, 2: milliseconds */
  const works = sprintf(__('It works: %1$s answered in %2$d ms.', 'kontor-bridge'), account, Math.round(latencyMs));
  return (
    <Notice status={notes.length > 0 ? 'warning' : 'success'} says={works}>
      <p>
        <strong>{works}</strong>
      </p>
      <dl className="kontor-findings">
        {details.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {notes.length > 0 && (
        <ul className="kontor-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
