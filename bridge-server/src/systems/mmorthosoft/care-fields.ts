import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { metaField } from '../../documents/meta-fields.ts';
import { orthosoftField } from './texts.ts';

/** What an order may say about patient, doctor, insurer and prescription. */
export const careFields = [
  'patientFirstName',
  'patientLastName',
  'birthDate',
  'insuranceNumber',
  'insuranceStatus',
  'doctorName',
  'lanr',
  'bsnr',
  'insurerName',
  'ik',
  'prescriptionNumber',
  'prescriptionDate',
] as const;
export type CareField = (typeof careFields)[number];

/** The meta keys of the order that hold these fields, unless a connection sets others. Kontor's plugin writes them. */
export const careKeys: Readonly<Record<CareField, string>> = {
  patientFirstName: '_kontor_patient_first_name',
  patientLastName: '_kontor_patient_last_name',
  birthDate: '_kontor_patient_birth_date',
  insuranceNumber: '_kontor_insurance_number',
  insuranceStatus: '_kontor_insurance_status',
  doctorName: '_kontor_doctor_name',
  lanr: '_kontor_doctor_lanr',
  bsnr: '_kontor_doctor_bsnr',
  insurerName: '_kontor_insurer_name',
  ik: '_kontor_insurer_ik',
  prescriptionNumber: '_kontor_prescription_number',
  prescriptionDate: '_kontor_prescription_date',
};

/**
 * The setting that says which meta field of the order holds what. If a field has several keys, the first key with a
 * text counts. A field without a key is not handed over.
 */
export const careMapping = z
  .array(
    z.object({
      field: z.enum(careFields).meta(orthosoftField('setting.careField')),
      key: z.string().trim().min(1).max(255).meta(orthosoftField('setting.careKey')),
    }),
  )
  .prefault(careFields.map((field) => ({ field, key: careKeys[field] })))
  .meta(orthosoftField('setting.care', { section: 'customers' }));
export type CareMapping = z.infer<typeof careMapping>;

/** The text of a field and the key that holds it; both are empty where the order says nothing. */
export function careText(
  order: Pick<Order, 'meta'>,
  mapping: CareMapping,
  field: CareField,
): { text: string; key: string } {
  const filled = mapping
    .filter((entry) => entry.field === field)
    .map(({ key }) => ({ key, text: metaField(order, key) }));
  return filled.find(({ text }) => text !== '') ?? { text: '', key: '' };
}
