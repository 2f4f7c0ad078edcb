import { Button, ComboboxControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { TaskAnswer } from '../answers.ts';

/** So many answers are buttons. More of them, such as all insurers of an office, become a list that can be searched. */
const mostButtons = 6;

/** The possible answers to a question. `onChosen`: called with the value of the answer. */
export function TaskOptions({
  options,
  isBusy,
  onChosen,
}: {
  options: TaskAnswer['options'];
  isBusy: boolean;
  onChosen: (option: string) => void;
}) {
  const [chosen, setChosen] = useState('');
  if (options.length <= mostButtons)
    return (
      <>
        {options.map(({ value, label }) => (
          <Button key={value} variant="secondary" disabled={isBusy} onClick={() => onChosen(value)}>
            {label}
          </Button>
        ))}
      </>
    );
  return (
    <div className="kontor-form">
      <ComboboxControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        label={__('Answer', 'kontor-bridge')}
        value={chosen}
        options={options.map(({ value, label }) => ({ value, label }))}
        onChange={(value) => setChosen(value ?? '')}
      />
      <Button variant="primary" isBusy={isBusy} disabled={isBusy || chosen === ''} onClick={() => onChosen(chosen)}>
        {__('Decide', 'kontor-bridge')}
      </Button>
    </div>
  );
}
