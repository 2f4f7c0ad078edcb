import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ChangeAnswer } from '@kontor/shared/api/connections';
import type { BridgeAnswer } from '../../bridge/ask.ts';
import { Notice } from '../parts/notice.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useSurroundings } from '../surroundings.ts';

/**
 * The button that saves changed settings of a connection. If the bridge would review orders that were left out, the
 * button first says how many, and asks. `change`: the changed settings; null if there are none.
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
  const [ordersToConfirm, setOrdersToConfirm] = useState<number | null>(null);
  const [saveAnswer, setSaveAnswer] = useState<BridgeAnswer<ChangeAnswer> | null>(null);
  const ask = (more: Record<string, unknown>) =>
    bridge.ask('POST', `/connections/${connection}/change`, {
      body: { ...change, ...more },
      read: (value) => value as ChangeAnswer,
    });
  const store = async () => {
    setBusy(true);
    const saved = await ask({});
    setBusy(false);
    setOrdersToConfirm(null);
    setSaveAnswer(saved);
    if (saved.ok) onSaved();
  };
  const save = async () => {
    setBusy(true);
    setSaveAnswer(null);
    const foreseen = await ask({ preview: true });
    setBusy(false);
    if (!foreseen.ok) return setSaveAnswer(foreseen);
    if (foreseen.value.reviewed > 0) return setOrdersToConfirm(foreseen.value.reviewed);
    await store();
  };
  return (
    <div className="kontor-save" aria-live="polite">
      {saveAnswer && !saveAnswer.ok && <Trouble problem={saveAnswer.problem} />}
      {saveAnswer?.ok && change === null && (
        <Notice status="success" says={savedInWords(saveAnswer.value.reviewed)}>
          {savedInWords(saveAnswer.value.reviewed)}
        </Notice>
      )}
      {ordersToConfirm !== null && (
        <Notice status="warning" says={askingInWords(ordersToConfirm)}>
          {askingInWords(ordersToConfirm)}
        </Notice>
      )}
      <div className="kontor-row">
        <Button
          variant="primary"
          isBusy={isBusy}
          disabled={isBusy || change === null}
          onClick={() => void (ordersToConfirm === null ? save() : store())}
        >
          {ordersToConfirm === null ? __('Save', 'kontor-bridge') : __('Save, and check them again', 'kontor-bridge')}
        </Button>
        {change !== null && (
          <Button
            variant="tertiary"
            onClick={() => {
              setOrdersToConfirm(null);
              setSaveAnswer(null);
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
          'Saved. Orders that waited for this go on. %d order that was left out is checked again, and sent if it now fits the rules.',
          'Saved. Orders that waited for this go on. %d orders that were left out are checked again, and sent if they now fit the rules.',
          reviewed,
          'kontor-bridge',
        ),
        reviewed,
      )
    : __('Saved. Orders that waited for this go on.', 'kontor-bridge');

const askingInWords = (orders: number): string =>
  sprintf(
    /* translators: %d: number of orders */
    _n(
      '%d order that was left out will be checked again, and sent if it now fits the rules.',
      '%d orders that were left out will be checked again, and sent if they now fit the rules.',
      orders,
      'kontor-bridge',
    ),
    orders,
  );
