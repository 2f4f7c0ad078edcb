import { CheckboxControl, RadioControl, TextControl, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ConnectionView, SystemView } from '@kontor/shared/api/connections';
import { useSurroundings } from '../surroundings.ts';
import { useDraft } from './form/use-draft.ts';
import { Save } from './save.tsx';

/** What the connection does, and for which orders. */
export function Sending({
  connection,
  system,
  onChange,
}: {
  connection: ConnectionView;
  system: SystemView;
  onChange: () => void;
}) {
  const { given, format } = useSurroundings();
  const [draft, setDraft] = useDraft(`${connection.connection}:sending`);
  const is = { ...connection, ...draft };
  const put = (name: string, value: unknown) => setDraft({ ...draft, [name]: value });
  const within = (list: readonly string[], value: string, isIn: boolean) =>
    isIn ? [...list.filter((one) => one !== value), value] : list.filter((one) => one !== value);
  return (
    <>
      <fieldset>
        <legend>{__('What Kontor makes there', 'kontor-bridge')}</legend>
        {system.functions.map(({ name, label, help }) => (
          <ToggleControl
            key={name}
            __nextHasNoMarginBottom
            label={label}
            help={help}
            checked={is.functions.includes(name)}
            onChange={(on) => put('functions', within(is.functions, name, on))}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{__('Statuses that send an order', 'kontor-bridge')}</legend>
        {Object.entries(given.statuses).map(([status, name]) => (
          <CheckboxControl
            key={status}
            __nextHasNoMarginBottom
            label={name}
            checked={is.statuses.includes(status)}
            onChange={(on) => put('statuses', within(is.statuses, status, on))}
          />
        ))}
      </fieldset>
      <TextControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        type="datetime-local"
        label={__('Active from', 'kontor-bridge')}
        help={__(
          'Orders placed before are left out; you can still send each of them. Empty: every order counts. It is the time of the shop.',
          'kontor-bridge',
        )}
        value={is.activeFrom === null ? '' : format.entered(is.activeFrom)}
        onChange={(entered) => put('activeFrom', entered === '' ? null : format.meant(entered))}
      />
      <RadioControl
        label={__('Orders of 0.00', 'kontor-bridge')}
        selected={is.zeroTotal}
        options={[
          { value: 'close', label: __('are not sent', 'kontor-bridge') },
          { value: 'send', label: __('are sent', 'kontor-bridge') },
        ]}
        onChange={(chosen) => put('zeroTotal', chosen)}
      />
      <Save
        connection={connection.connection}
        change={Object.keys(draft).length === 0 ? null : draft}
        onSaved={() => {
          setDraft({});
          onChange();
        }}
        onReset={() => setDraft({})}
      />
    </>
  );
}
