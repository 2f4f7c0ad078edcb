import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { BridgeProblem } from '../../../bridge/ask.ts';
import { Link } from '../../parts/link.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSurroundings } from '../../surroundings.ts';
import type { Look, Range } from './job.ts';

/** What is sent unless somebody chooses otherwise: orders that somebody paid, or is about to. */
const usual = ['processing', 'on-hold', 'completed', 'refunded'];

/** Chooses the days and the statuses, says what there is, and begins only then. */
export function BackFillForm({ onStart, onClose }: { onStart: (range: Range) => void; onClose: () => void }) {
  const { shop, given, format } = useSurroundings();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [statuses, setStatuses] = useState<readonly string[]>(
    usual.filter((status) => given.statuses[status] !== undefined),
  );
  const [look, setLook] = useState<Look | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<BridgeProblem | null>(null);
  const range: Range = { from, until, statuses };
  const change = (apply: () => void) => {
    setLook(null);
    apply();
  };
  const isWhole = from !== '' && until !== '' && from <= until && statuses.length > 0;
  const ask = () => {
    setBusy(true);
    setProblem(null);
    void shop.ask<Look>('own', 'back-fill/look', { body: range }).then((answer) => {
      setBusy(false);
      if (answer.ok) setLook(answer.value);
      else setProblem(answer.problem);
    });
  };
  return (
    <section className="kontor-card" aria-label={__('Fetch earlier orders', 'kontor-bridge')}>
      <h3>{__('Fetch earlier orders', 'kontor-bridge')}</h3>
      <p>
        {__(
          'Orders that the bridge does not have yet are sent, the oldest first. The rules of each connection say whether a document is made: what is older than the day from which a connection sends is left out until somebody chooses “Send”.',
          'kontor-bridge',
        )}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) ask();
        }}
      >
        <div className="kontor-more-filters">
          <TextControl
            __nextHasNoMarginBottom
            __next40pxDefaultSize
            type="date"
            label={__('From', 'kontor-bridge')}
            value={from}
            onChange={(day: string) => change(() => setFrom(day))}
          />
          <TextControl
            __nextHasNoMarginBottom
            __next40pxDefaultSize
            type="date"
            label={__('Until', 'kontor-bridge')}
            value={until}
            onChange={(day: string) => change(() => setUntil(day))}
          />
        </div>
        <fieldset className="kontor-statuses">
          <legend>{__('Status in the shop', 'kontor-bridge')}</legend>
          {Object.entries(given.statuses).map(([status, label]) => (
            <CheckboxControl
              key={status}
              __nextHasNoMarginBottom
              label={label}
              checked={statuses.includes(status)}
              onChange={(isChosen) =>
                change(() =>
                  setStatuses(isChosen ? [...statuses, status] : statuses.filter((other) => other !== status)),
                )
              }
            />
          ))}
        </fieldset>
        {problem && <Trouble problem={problem} />}
        {look && <Found look={look} days={{ from, until }} />}
        <div className="kontor-row">
          <Button type="submit" variant={look ? 'secondary' : 'primary'} isBusy={isBusy} disabled={!isWhole || isBusy}>
            {__('Look how many there are', 'kontor-bridge')}
          </Button>
          {look && look.total > look.there && (
            <Button variant="primary" onClick={() => onStart(range)}>
              {sprintf(
                /* translators: %s: number of orders */
                _n('Fetch %s order', 'Fetch %s orders', look.total - look.there, 'kontor-bridge'),
                format.number(look.total - look.there),
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

function Found({
  look: { total, there, isWhole, statuses },
  days,
}: {
  look: Look;
  days: Readonly<Record<'from' | 'until', string>>;
}) {
  const { format, given } = useSurroundings();
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
            {given.statuses[status] ?? status}: {format.number(count)}
          </li>
        ))}
      </ul>
      {there > 0 && (
        <p>
          <Link to={{ tab: 'orders', of: days }}>{__('See how these orders stand', 'kontor-bridge')}</Link>{' '}
          <span className="kontor-muted">
            {__('What a rule left out is sent from there: choose the orders, then Send.', 'kontor-bridge')}
          </span>
        </p>
      )}
    </div>
  );
}
