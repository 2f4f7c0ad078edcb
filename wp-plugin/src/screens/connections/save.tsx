import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ChangeAnswer } from '@kontor/shared/api/connections';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Notice } from '../parts/notice.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';

/**
 * Saves a change of a connection. Where orders that were left out will be looked at again, it says how many, and asks. `change`:
 * what is changed; null where nothing is.
 */
export function Save({
  connection,
  change,
  onSaved,
  onReset,
}: {
  connection: string;
  change: Readonly<Record<string, unknown>> | null;
  onSaved: () => void;
  onReset: () => void;
}) {
  const { bridge } = useSurroundings();
  const [isBusy, setBusy] = useState(false);
  const [asking, setAsking] = useState<number | null>(null);
  const [said, setSaid] = useState<BridgeAnswer<ChangeAnswer> | null>(null);
  const ask = (more: Record<string, unknown>) =>
    bridge.ask('POST', `/connections/${connection}/change`, {
      body: { ...change, ...more },
      read: (value) => value as ChangeAnswer,
    });
  const store = async () => {
    setBusy(true);
    const saved = await ask({});
    setBusy(false);
    setAsking(null);
    setSaid(saved);
    if (saved.ok) onSaved();
  };
  const save = async () => {
    setBusy(true);
    setSaid(null);
    const foreseen = await ask({ preview: true });
    setBusy(false);
    if (!foreseen.ok) return setSaid(foreseen);
    if (foreseen.value.reviewed > 0) return setAsking(foreseen.value.reviewed);
    await store();
  };
  return (
    <div className="kontor-save" aria-live="polite">
      {said && !said.ok && <Trouble problem={said.problem} />}
      {said?.ok && change === null && (
        <Notice status="success" says={savedInWords(said.value.reviewed)}>
          {savedInWords(said.value.reviewed)}
        </Notice>
      )}
      {asking !== null && (
        <Notice status="warning" says={askingInWords(asking)}>
          {askingInWords(asking)}
        </Notice>
      )}
      <div className="kontor-row">
        <Button
          variant="primary"
          isBusy={isBusy}
          disabled={isBusy || change === null}
          onClick={() => void (asking === null ? save() : store())}
        >
          {asking === null ? __('Save', 'kontor-bridge') : __('Save, and look at them again', 'kontor-bridge')}
        </Button>
        {change !== null && (
          <Button
            variant="tertiary"
            onClick={() => {
              setAsking(null);
              setSaid(null);
              onReset();
            }}
          >
            {__('Discard', 'kontor-bridge')}
          </Button>
        )}
      </div>
    </div>
  );
}

const savedInWords = (reviewed: number): string =>
  reviewed > 0
    ? sprintf(
        /* translators: %d: number of orders */
        _n(
          'Saved. What waited for it goes on. %d order that was left out is looked at again, and sent if it now counts.',
          'Saved. What waited for it goes on. %d orders that were left out are looked at again, and sent if they now count.',
          reviewed,
          'kontor-bridge',
        ),
        reviewed,
      )
    : __('Saved. What waited for it goes on.', 'kontor-bridge');

const askingInWords = (orders: number): string =>
  sprintf(
    /* translators: %d: number of orders */
    _n(
      '%d order that was left out will be looked at again, and sent if it now counts.',
      '%d orders that were left out will be looked at again, and sent if they now count.',
      orders,
      'kontor-bridge',
    ),
    orders,
  );
