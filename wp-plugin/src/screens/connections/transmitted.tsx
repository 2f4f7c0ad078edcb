import { __, sprintf } from '@wordpress/i18n';
import type { DataKind, SystemView } from '@kontor/shared/api/connections';
import { Notice } from '../parts/notice.tsx';

/** Says which data of an order the system receives, before anything is sent. */
export function Transmitted({ system: { label, transmits } }: { system: SystemView }) {
  const text = [
    /* translators: %s: name of the office's program */
    sprintf(__('From each order that is sent, %s receives:', 'kontor-bridge'), label),
    `${transmits.map((kind) => dataInWords(kind)).join(', ')}.`,
    __('Nothing is sent before the connection is made.', 'kontor-bridge'),
  ].join(' ');
  return (
    <Notice status="info" says={text}>
      <p>{text}</p>
    </Notice>
  );
}

function dataInWords(kind: DataKind): string {
  switch (kind) {
    case 'name':
      return __('the customer’s name', 'kontor-bridge');
    case 'company':
      return __('the company', 'kontor-bridge');
    case 'organisation_number':
      return __('the organisation number', 'kontor-bridge');
    case 'email':
      return __('the e-mail address', 'kontor-bridge');
    case 'phone':
      return __('the phone number', 'kontor-bridge');
    case 'billing_address':
      return __('the billing address', 'kontor-bridge');
    case 'delivery_address':
      return __('the delivery address', 'kontor-bridge');
    case 'order_number':
      return __('the order number', 'kontor-bridge');
    case 'purchase_order':
      return __('the customer’s own order number', 'kontor-bridge');
    case 'items':
      return __('the items', 'kontor-bridge');
    case 'amounts':
      return __('prices and VAT', 'kontor-bridge');
    case 'dates':
      return __('dates', 'kontor-bridge');
    case 'payment':
      return __('how it was paid', 'kontor-bridge');
    case 'remarks':
      return __('the customer’s note', 'kontor-bridge');
    case 'patient':
      return __('the patient with birth date and insurance number', 'kontor-bridge');
    case 'doctor':
      return __('the doctor', 'kontor-bridge');
    case 'insurer':
      return __('the insurer', 'kontor-bridge');
    case 'prescription':
      return __('number and date of the prescription', 'kontor-bridge');
    case 'files':
      return __('files of the order, such as scans', 'kontor-bridge');
  }
}
