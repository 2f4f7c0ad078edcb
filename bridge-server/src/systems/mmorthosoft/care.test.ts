import type { Decisions } from '../contract.ts';
import { careOf, isLanrDoubtful, type Care } from './care.ts';
import { careKeys, careMapping, type CareField, type CareMapping } from './care-fields.ts';
import { questionAbout } from './question.ts';

const customer = { firstName: 'Kari', lastName: 'Nordmann' };
const byDefault = careMapping.parse(undefined);

/** What an order with these fields says. */
function saidBy(fields: Partial<Record<CareField, string>>, decisions: Decisions = {}) {
  const meta = Object.fromEntries(Object.entries(fields).map(([field, text]) => [careKeys[field as CareField], text]));
  return careOf({ meta }, customer, { mapping: byDefault, decisions, isInsurerLookedUp: false });
}
const careBy = (fields: Partial<Record<CareField, string>>): Care => saidBy(fields).care;
const gapsBy = (fields: Partial<Record<CareField, string>>, decisions?: Decisions) =>
  saidBy(fields, decisions).gaps.map(({ code, case: kase, question }) => ({ code, kase, question: question?.name }));

describe('the patient of an order', () => {
  it('is the customer, where the order names no patient', () => {
    expect(careBy({ birthDate: '1950-05-14' }).patient).toMatchObject({ ...customer, birthDate: '1950-05-14' });
  });

  it('is whoever the order names, even by one name only', () => {
    expect(careBy({ patientLastName: ' Muster ' }).patient).toMatchObject({ firstName: '', lastName: 'Muster' });
  });

  it('has an insurance number without blanks and in capitals', () => {
    expect(careBy({ insuranceNumber: 'x 234 567 891' }).patient.insuranceNumber).toBe('X234567891');
  });
});

describe('a date of an order', () => {
  it.each([
    ['1950-05-14', '1950-05-14'],
    ['14.05.1950', '1950-05-14'],
    ['4. 5. 1950', '1950-05-04'],
    ['', ''],
  ])('written %j is %j', (written, day) => {
    expect(saidBy({ prescriptionDate: written })).toMatchObject({ care: { prescription: { date: day } }, gaps: [] });
  });

  it.each(['1950-02-30', '14.5.50', 'morgen', '0000-01-01', '05/14/1950'])(
    'written %j is a gap that names the field',
    (written) => {
      expect(saidBy({ birthDate: written }).gaps).toEqual([
        { code: 'gap.day_unreadable', values: { key: '_kontor_patient_birth_date' } },
      ]);
    },
  );
});

describe('the IK of an order', () => {
  it('is read without blanks', () => {
    expect(saidBy({ ik: '26 03 26 822' })).toMatchObject({ care: { insurer: { ik: '260326822' } }, gaps: [] });
  });

  it('is a gap with a question if its check digit is another one, until a person decides that it is right', () => {
    const question = questionAbout('insurer_number', '260326823');
    const asked = [{ code: 'gap.insurer_number', kase: undefined, question }];
    expect(gapsBy({ ik: '260326823' })).toEqual(asked);
    expect(gapsBy({ ik: '260326823' }, { [questionAbout('insurer_number', '260326822')]: 'right' })).toEqual(asked);
    expect(gapsBy({ ik: '260326823' }, { [question]: 'right' })).toEqual([]);
  });

  it('is a gap that no decision closes if it does not have nine digits', () => {
    expect(gapsBy({ ik: 'AOK' }, { 'ik:AOK': 'right' })).toEqual([
      { code: 'gap.insurer_number', kase: 'length', question: undefined },
    ]);
  });
});

describe('the LANR of an order', () => {
  it('is doubtful if its check digit is another one, and is handed over all the same', () => {
    const { care, gaps } = saidBy({ lanr: '123456700' });
    expect({ lanr: care.doctor.lanr, doubtful: isLanrDoubtful(care.doctor), gaps }).toEqual({
      lanr: '123456700',
      doubtful: true,
      gaps: [],
    });
    expect(isLanrDoubtful(careBy({ lanr: '1234 566 99' }).doctor)).toBe(false);
    expect(isLanrDoubtful(careBy({}).doctor)).toBe(false);
  });
});

describe('the fields of an order in the settings', () => {
  const meta = { _kontor_doctor_name: 'Dr. Standard', arzt: '', _arzt: 'Dr. Eigen' };
  const doctorBy = (mapping: CareMapping): string =>
    careOf({ meta }, customer, { mapping, decisions: {}, isInsurerLookedUp: false }).care.doctor.name;

  it('are read from the keys that a person sets, the first one with a text', () => {
    const mapping = ['arzt', '_arzt', '_kontor_doctor_name'].map((key) => ({ field: 'doctorName' as const, key }));
    expect(doctorBy(mapping)).toBe('Dr. Eigen');
  });

  it('are left out where no key is set', () => {
    expect(doctorBy([])).toBe('');
  });
});
