import { Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useSurroundings } from '../../surroundings.ts';
import { TaskById } from './task-card.tsx';

/** A task that is about no order in particular. */
export function TaskPanel({ id, onChange }: { id: string; onChange: () => void }) {
  const { place, go } = useSurroundings();
  const [said, setSaid] = useState('');
  const close = () => {
    const { task: _task, ...of } = place.of;
    go({ tab: 'orders', of });
  };
  return (
    <Modal title={__('To decide or to do', 'kontor-bridge')} onRequestClose={close} className="kontor-panel">
      <p className="kontor-said" role="status">
        {said}
      </p>
      <TaskById
        id={id}
        onChange={(done) => {
          setSaid(done);
          onChange();
        }}
      />
    </Modal>
  );
}
