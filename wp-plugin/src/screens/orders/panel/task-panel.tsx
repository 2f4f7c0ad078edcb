import { Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useSurroundings } from '../../surroundings.ts';
import { TaskById } from './task-card.tsx';

/** A task that the list of tasks opens. */
export function TaskPanel({ id, onChange }: { id: string; onChange: () => void }) {
  const { place, go } = useSurroundings();
  const [message, setMessage] = useState('');
  const close = () => {
    const { task: _task, ...params } = place.params;
    go({ tab: 'orders', params });
  };
  return (
    <Modal title={__('Task', 'kontor-bridge')} onRequestClose={close} className="kontor-panel">
      <p className="kontor-said" role="status">
        {message}
      </p>
      <TaskById
        id={id}
        onChange={(latest) => {
          setMessage(latest);
          onChange();
        }}
      />
    </Modal>
  );
}
