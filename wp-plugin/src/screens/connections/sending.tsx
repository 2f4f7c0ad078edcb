import { CheckboxControl, RadioControl, TextControl, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ConnectionView, SystemView } from '@kontor/shared/api/connections';
import { useSurroundings } from '../surroundings.ts';
import { useDraft } from './form/use-draft.ts';
import { Save } from './save.tsx';

/** The section “What is sent”: the functions of the connection, and the rules for its orders. */
export function Sending({
  connection,
  system,
  onChange,
}: {
  connection: ConnectionView;
  system: SystemView;
  onChange: () => void;
}) {
  const { settings, format } = useSurroundings();
  const [draft, setDraft] = useDraft(`${connection.connection}:sending`);
  const rules = { ...connection, ...draft };
  const change = (name: string, value: unknown) => setDraft({ ...draft, [name]: value });
  const toggled = (list: readonly string[], value: string, isIn: boolean) =>
    isIn ? [...list.filter((entry) => entry !== value), value] : list.filter((entry) => entry !== value);
  return (
    <>
      <fieldset>
        <legend>{__('What Kontor creates there', 'kontor-bridge')}</legend>
        {system.functions.map(({ name, label, help }) => (
          <ToggleControl
            key={name}
            __nextHasNoMarginBottom
            label={label}
            help={help}
            checked={rules.functions.includes(name)}
            onChange={(on) => change('functions', toggled(rules.functions, name, on))}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{__('Statuses that send an order', 'kontor-bridge')}</legend>
        {Object.entries(settings.statuses).map(([status, name]) => (
          <CheckboxControl
            key={status}
            __nextHasNoMarginBottom
            label={name}
            checked={rules.statuses.includes(status)}
            onChange={(on) => change('statuses', toggled(rules.statuses, status, on))}
          />
        ))}
      </fieldset>
      <TextControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        type="datetime-local"
        label={__('Active from', 'kontor-bridge')}
        help={__(
          'Orders placed before this time are left out; you can still send each of them. Leave the field empty to send all orders. The time is in the shop’s time zone.',
          'kontor-bridge',
        )}
        value={rules.activeFrom === null ? '' : format.toField(rules.activeFrom)}
        onChange={(entered) => change('activeFrom', entered === '' ? null : format.fromField(entered))}
      />
      <RadioControl
        label={__('Orders of 0.00', 'kontor-bridge')}
        selected={rules.zeroTotal}
        options={[
          { value: 'close', label: __('are not sent', 'kontor-bridge') },
          { value: 'send', label: __('are sent', 'kontor-bridge') },
        ]}
        onChange={(chosen) => change('zeroTotal', chosen)}
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
