import { readFileSync } from 'node:fs';
import {
  documentStages,
  laterChanges,
  type ChangeOutcome,
  type LaterChange,
} from '../../bridge-server/src/systems/contract-changes.ts';
import { careFields, careKeys } from '../../bridge-server/src/systems/mmorthosoft/care-fields.ts';
import { orthosoftChanges } from '../../bridge-server/src/systems/mmorthosoft/changes.ts';
import { structure } from '../../bridge-server/src/systems/mmorthosoft/structure.ts';

const page = readFileSync(new URL('../../docs/mmorthosoft.md', import.meta.url), 'utf8');
/** The rows of all tables, each as the texts of its cells. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const changeWords: Readonly<Record<LaterChange, string>> = {
  edit: 'The order is edited.',
  unclear_edit: 'The order is edited and now lacks something.',
  cancellation: 'The order is cancelled.',
  cancellation_switched_off: 'The order is cancelled, and cancellations are switched off.',
  order_back: 'A cancelled order is back.',
  part_refund: 'A part is refunded.',
  full_refund: 'Everything is refunded.',
  payment: 'The order is paid.',
};
const outcomeWords: Readonly<Record<ChangeOutcome, string>> = {
  made_anew: 'The document is made anew.',
  withdrawn: 'The document is withdrawn.',
  amendment: 'An `amendment`',
  cancellation: 'A `cancellation`',
  task: 'A task for a person',
  gap: 'A gap for a person',
  nothing: 'Nothing',
};

describe('docs/mmorthosoft.md', () => {
  it.each(laterChanges)('says what the system declares for a change of the kind %s', (change) => {
    const outcomes = documentStages.map((stage) => outcomeWords[orthosoftChanges[change][stage]]);
    expect(rows.filter(([first]) => first === changeWords[change])).toEqual([[changeWords[change], ...outcomes]]);
  });

  it('names the meta key of each field of patient, doctor, insurer and prescription', () => {
    const keys = rows.flatMap(([, , key = '']) => /^`(_kontor_\w+)`$/.exec(key)?.[1] ?? []);
    expect(keys).toEqual(careFields.map((field) => careKeys[field]));
  });

  it.each(['patient', 'doctor', 'insurer', 'prescription'])('has a row for each field of the element %s', (parent) => {
    const fields = rows.flatMap(([field = '']) => new RegExp(`^\`${parent}/(\\w+)\`$`).exec(field)?.[1] ?? []);
    expect(fields).toEqual(structure[parent]);
  });
});
