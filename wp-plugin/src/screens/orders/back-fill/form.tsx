import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { BridgeProblem } from '../../../bridge/ask.ts';
import { Link } from '../../parts/link.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import type { RangeCount, BackFillRange } from './job.ts';

/** The statuses that are chosen at first: those of orders that are paid or will be paid. */
const defaultStatuses = ['processing', 'on-hold', 'completed', 'refunded'];

/** The form with days and statuses. It first counts the orders, and only then offers to fetch them. */
export function BackFillForm({ onStart, onClose }: { onStart: (range: BackFillRange) => void; onClose: () => void }) {
  const { shop, settings, format } = useSurroundings();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [statuses, setStatuses] = useState<readonly string[]>(
    defaultStatuses.filter((status) => settings.statuses[status] !== undefined),
  );
  const [count, setCount] = useState<RangeCount | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<BridgeProblem | null>(null);
  const range: BackFillRange = { from, until, statuses };
  const changeRange = (apply: () => void) => {
    setCount(null);
    apply();
  };
  const isWhole = from !== '' && until !== '' && from <= until && statuses.length > 0;
  const askCount = () => {
    setBusy(true);
    setProblem(null);
    void shop.ask<RangeCount>('own', 'back-fill/look', { body: range }).then((answer) => {
      setBusy(false);
      if (answer.ok) setCount(answer.value);
      else setProblem(answer.problem);
    });
  };
  return (
    <section className="kontor-card" aria-label={__('Fetch earlier orders', 'kontor-bridge')}>
      <h3>{__('Fetch earlier orders', 'kontor-bridge')}</h3>
      <p>
        {__(
          'Kontor sends the orders that the bridge does not have yet, the oldest first. The rules of each connection decide whether a document is made. Orders from before the day on which a connection starts are left out until somebody chooses “Send”.',
          'kontor-bridge',
        )}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) askCount();
        }}
      >
        <div className="kontor-more-filters">
          <TextControl
            __nextHasNoMarginBottom
            __next40pxDefaultSize
            type="date"
            label={__('From', 'kontor-bridge')}
            value={from}
            onChange={(day: string) => changeRange(() => setFrom(day))}
          />
          <TextControl
            __nextHasNoMarginBottom
            __next40pxDefaultSize
            type="date"
            label={__('Until', 'kontor-bridge')}
            value={until}
            onChange={(day: string) => changeRange(() => setUntil(day))}
          />
        </div>
        <fieldset className="kontor-statuses">
          <legend>{__('Status in the shop', 'kontor-bridge')}</legend>
          {Object.entries(settings.statuses).map(([status, label]) => (
            <CheckboxControl
              key={status}
              __nextHasNoMarginBottom
              label={label}
              checked={statuses.includes(status)}
              onChange={(isChosen) =>
                changeRange(() =>
                  setStatuses(isChosen ? [...statuses, status] : statuses.filter((other) => other !== status)),
                )
              }
            />
          ))}
        </fieldset>
        {problem && <Trouble problem={problem} />}
        {count && <CountResult count={count} days={{ from, until }} />}
        <div className="kontor-row">
          <Button type="submit" variant={count ? 'secondary' : 'primary'} isBusy={isBusy} disabled={!isWhole || isBusy}>
            {__('Count the orders', 'kontor-bridge')}
          </Button>
          {count && count.total > count.there && (
            <Button variant="primary" onClick={() => onStart(range)}>
              {sprintf(
                /* translators: %s: number of orders */
                _n('Fetch %s order', 'Fetch %s orders', count.total - count.there, 'kontor-bridge'),
                format.number(count.total - count.there),
              )}
            </Button>
          )}
          <Button variant="tertiary" onClick={onClose}>
            {__('Close', 'kontor-bridge')}
          </Button>
        </div>
      </form>
    </section>
  );
}

function CountResult({
  count: { total, there, isWhole, statuses },
  days,
}: {
  count: RangeCount;
  days: Readonly<Record<'from' | 'until', string>>;
}) {
  const { format, settings } = useSurroundings();
  return (
    <div role="status">
      <p>
        {sprintf(
          /* translators: 1: number of orders in all, 2: how many of them the bridge has */
          isWhole
            ? __('%1$s orders, of which the bridge has %2$s already.', 'kontor-bridge')
            : __('%1$s orders, of which the bridge has at least %2$s already.', 'kontor-bridge'),
          format.number(total),
          format.number(there),
        )}
      </p>
      <ul className="kontor-counts">
        {statuses.map(({ status, count }) => (
          <li key={status}>
            {settings.statuses[status] ?? status}: {format.number(count)}
          </li>
        ))}
      </ul>
      {there > 0 && (
        <p>
          <Link to={{ tab: 'orders', params: days }}>{__('See how these orders stand', 'kontor-bridge')}</Link>{' '}
          <span className="kontor-muted">
            {__('There you can also send orders that a rule left out: choose them, and press Send.', 'kontor-bridge')}
          </span>
        </p>
      )}
    </div>
  );
}
