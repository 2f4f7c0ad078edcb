import { judgeInstitutionCode } from '@kontor/shared/institution-code';
import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { word } from '../../texts/reason.ts';
import type { Decisions, Gap } from '../contract.ts';
import { careText, type CareField, type CareMapping } from './care-fields.ts';
import { isLanr, isNineDigits } from './identifiers.ts';
import { questionAbout } from './question.ts';
import { orthosoftReason } from './texts.ts';

/** Patient, doctor, insurer and prescription of an order. An empty text says nothing. */
export const care = z.object({
  patient: z.object({
    firstName: z.string(),
    lastName: z.string(),
    /** `yyyy-mm-dd`, or empty. */
    birthDate: z.string(),
    insuranceNumber: z.string(),
    insuranceStatus: z.string(),
  }),
  doctor: z.object({ name: z.string(), lanr: z.string(), bsnr: z.string() }),
  /** The office assigns the order to this insurer. It never makes a new insurer of it. */
  insurer: z.object({ name: z.string(), ik: z.string() }),
  prescription: z.object({ number: z.string(), date: z.string() }),
});
export type Care = z.infer<typeof care>;

/** The customer's names as the document has them; a company has no first and last name. */
type CustomerPerson = Pick<Care['patient'], 'firstName' | 'lastName'>;

export interface CareRequest {
  mapping: CareMapping;
  decisions: Decisions;
  /** Whether the insurer was looked for among those of the office, so that its check digit proves nothing more. */
  isInsurerLookedUp: boolean;
}

/**
 * Pure: what the order's meta fields say about the care. If they name no patient, the customer is the patient. `gaps`: a
 * date that is none, and an IK with another check digit, unless a person has decided that it is right.
 */
export function careOf(
  order: Pick<Order, 'meta'>,
  customer: CustomerPerson,
  { mapping, decisions, isInsurerLookedUp }: CareRequest,
): { care: Care; gaps: Gap[] } {
  const textOf = (field: CareField): string => careText(order, mapping, field).text;
  const gaps: Gap[] = [];
  const dayIn = (field: 'birthDate' | 'prescriptionDate'): string => {
    const { text, key } = careText(order, mapping, field);
    const day = dayOf(text);
    if (day === null) gaps.push(orthosoftReason('gap.day_unreadable', { key }));
    return day ?? '';
  };
  const named = { firstName: textOf('patientFirstName'), lastName: textOf('patientLastName') };
  const { firstName, lastName } = named.firstName || named.lastName ? named : customer;
  const ik = compact(textOf('ik'));
  const isSaidRight = isNineDigits(ik) && decisions[ikQuestion(ik)] === rightNumber;
  if (!isInsurerLookedUp && isIkDoubtful(ik) && !isSaidRight) gaps.push(ikGap(ik, careText(order, mapping, 'ik').key));
  return {
    care: {
      patient: {
        firstName,
        lastName,
        birthDate: dayIn('birthDate'),
        insuranceNumber: compact(textOf('insuranceNumber')).toUpperCase(),
        insuranceStatus: textOf('insuranceStatus'),
      },
      doctor: { name: textOf('doctorName'), lanr: compact(textOf('lanr')), bsnr: compact(textOf('bsnr')) },
      insurer: { name: textOf('insurerName'), ik },
      prescription: { number: textOf('prescriptionNumber'), date: dayIn('prescriptionDate') },
    },
    gaps,
  };
}

/** Whether a doctor's number is given and has another check digit. Some doctors have such a number, so it only warns. */
export const isLanrDoubtful = ({ lanr }: Pick<Care['doctor'], 'lanr'>): boolean => lanr !== '' && !isLanr(lanr);

const isIkDoubtful = (ik: string): boolean => ik !== '' && judgeInstitutionCode(ik) !== 'right';
const ikQuestion = (ik: string): string => questionAbout('insurer_number', ik);
const rightNumber = 'right';

/**
 * Some insurers have an IK with another check digit, so a person may decide that nine digits are right. Anything else may
 * be an insurance number in the wrong field, so the gap does not tell it.
 */
function ikGap(ik: string, key: string): Gap {
  if (!isNineDigits(ik)) return orthosoftReason('gap.insurer_number:length', { key });
  const options = [{ value: rightNumber, ...word('choice.ik_right', { ik }) }];
  return { ...orthosoftReason('gap.insurer_number', { ik, key }), question: { name: ikQuestion(ik), options } };
}

const compact = (text: string): string => text.replace(/\s/g, '');

/**
 * The day as `yyyy-mm-dd`, written so or as in Germany (`5.1.1950`); empty for an empty text, `null` for a text that is
 * no day.
 */
function dayOf(text: string): string | null {
  if (text === '') return '';
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = german ?? [];
  const written = german ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d\d-\d\d$/.test(written) || written.startsWith('0000')) return null;
  const moment = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(written) ? written : null;
}
