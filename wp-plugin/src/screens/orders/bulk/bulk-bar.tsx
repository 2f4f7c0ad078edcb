import { Button } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { useSurroundings } from '../../surroundings.ts';
import type { OrderRow } from '../answers.ts';
import { Confirm } from '../confirm.tsx';
import { wordsOfVerb } from '../verbs.ts';
import { applyToAll, type BulkOutcomes, type BulkVerb } from './apply.ts';

/** The actions on the chosen orders. While an action runs, it shows the progress and a button that stops it. */
export function BulkBar({
  rows,
  onChooseAll,
  onDone,
}: {
  rows: readonly OrderRow[];
  /** On a phone the table has no head, and so no checkbox that chooses all. */
  onChooseAll: () => void;
  onDone: (outcomes: BulkOutcomes) => void;
}) {
  const { bridge, shop, format } = useSurroundings();
  const [isAsking, setAsking] = useState(false);
  const [progress, setProgress] = useState<number | null>(null);
  const stop = useRef(new AbortController());
  const apply = (verb: BulkVerb) => {
    setAsking(false);
    setProgress(0);
    stop.current = new AbortController();
    void applyToAll({ bridge, shop, signal: stop.current.signal, onProgress: setProgress }, verb, rows).then(
      (outcomes) => {
        setProgress(null);
        onDone(outcomes);
      },
    );
  };
  if (progress !== null)
    return (
      <div className="kontor-row kontor-bulk" role="status">
        <progress max={rows.length} value={progress} aria-label={__('Progress', 'kontor-bridge')} />
        {sprintf(
          /* translators: 1: how many are done, 2: how many there are */
          __('%1$s of %2$s', 'kontor-bridge'),
          format.number(progress),
          format.number(rows.length),
        )}
        <Button variant="secondary" onClick={() => stop.current.abort()}>
          {__('Stop', 'kontor-bridge')}
        </Button>
      </div>
    );
  const elsewhere = wordsOfVerb('elsewhere');
  const isNone = rows.length === 0;
  return (
    <div className="kontor-bulk">
      <div className="kontor-row">
        <span aria-live="polite">
          {isNone
            ? __('Choose orders to send them or to try again.', 'kontor-bridge')
            : sprintf(
                /* translators: %s: number of orders */
                _n('%s order is chosen', '%s orders are chosen', rows.length, 'kontor-bridge'),
                format.number(rows.length),
              )}
        </span>
        {isNone && (
          <Button variant="secondary" className="kontor-on-phone" onClick={onChooseAll}>
            {__('Choose all', 'kontor-bridge')}
          </Button>
        )}
        <Button variant="secondary" disabled={isNone} onClick={() => apply('send')}>
          {__('Send', 'kontor-bridge')}
        </Button>
        <Button variant="secondary" disabled={isNone} onClick={() => apply('retry')}>
          {wordsOfVerb('retry').label}
        </Button>
        <Button variant="secondary" disabled={isNone} onClick={() => setAsking(true)}>
          {elsewhere.label}
        </Button>
      </div>
      {isAsking && !isNone && (
        <Confirm
          text={elsewhere.confirm ?? ''}
          label={elsewhere.label}
          onConfirm={() => apply('elsewhere')}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  );
}
