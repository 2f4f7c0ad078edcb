import { importAnswer, peopleAnswer, personView, type PeopleKind } from '@kontor/shared/api/people';
import type { Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { note } from '../../journal/note.ts';
import { reviewAsking } from '../../mirror/transfer/asks.ts';
import { judgeInstitutionCode } from '@kontor/shared/institution-code';
import { pastedLines, type PastedLine } from '../../shops/people/pasted-lines.ts';
import { archivePerson, listPeople, savePeople, type NewPerson } from '../../shops/people/people.ts';
import { reason, word } from '../../texts/reason.ts';
import type { Speaker } from '../../texts/say.ts';
import { defineOperation, failure, flagInput, shopInput, success, type Parts } from '../operation.ts';
import { personFields, personInputs } from './inputs.ts';

const columns = ['kind', 'number', 'name', 'email', 'ik', 'archived'];
const person = z.object({ ...personInputs, ...personFields });

const list = defineOperation({
  command: 'people',
  summary: "Lists the branches, employees, clerks and partner firms of a shop's office.",
  method: 'get',
  path: '/v1/shops/{shop}/people',
  scope: 'people:read',
  input: z.strictObject({
    shop: shopInput,
    kind: personInputs.kind.optional(),
    archived: flagInput('true: also those that are not used any more.'),
  }),
  answer: peopleAnswer,
  table: { list: 'people', columns },
  examples: ['kontor people', 'kontor people --shop s… --kind branch --archived'],
  async run({ database }, { shop: shopId, kind = null, archived }) {
    return success({ people: await listPeople(database.pool, shopId, { kind, archived }) });
  },
});

const save = defineOperation({
  command: 'person save',
  summary: 'Adds a branch, an employee, a clerk or a partner firm, or changes the one with that number.',
  method: 'post',
  path: '/v1/shops/{shop}/people/save',
  scope: 'people:write',
  input: z.strictObject({ shop: shopInput, ...personInputs, ...personFields }),
  positional: ['kind', 'number'],
  answer: personView.extend({
    /** What should be looked at, such as a check digit. */
    warning: z.string().nullable(),
  }),
  examples: [
    'kontor person save branch 02 --name Kiel',
    'kontor person save partner AOK --name "AOK Nordost" --ik 109519005',
  ],
  async run({ database }, { shop: shopId, ...fields }, { actor }, speaker) {
    const wrong = faultOf(fields);
    if (wrong) return failure(422, wrong);
    const [saved] = await savePeople(database.pool, shopId, [newPersonOf(fields)]);
    if (!saved) throw new Error('the person was not stored');
    await changed(database, { shopId, actor, journal: 'person.saved', kind: fields.kind, number: fields.number });
    return success({ ...saved, warning: warningOf(fields, speaker) });
  },
});

const archive = defineOperation({
  command: 'person archive',
  summary:
    'Takes a branch, an employee, a clerk or a partner firm out of use. Nothing is deleted; saving brings it back.',
  method: 'post',
  path: '/v1/shops/{shop}/people/archive',
  scope: 'people:write',
  input: z.strictObject({ shop: shopInput, ...personInputs }),
  positional: ['kind', 'number'],
  answer: personView,
  examples: ['kontor person archive clerk berit'],
  async run({ database }, { shop: shopId, kind, number }, { actor }) {
    const archived = await archivePerson(database.pool, shopId, { kind, number });
    if (!archived) return failure(404, reason('person.unknown', { kind: kindWord(kind), number }));
    await changed(database, { shopId, actor, journal: 'person.archived', kind, number });
    return success(archived);
  },
});

/** The most lines of one pasted list. An office has some hundred insurers. */
const mostLines = 5000;

const importPeople = defineOperation({
  command: 'person import',
  summary: 'Saves a pasted list of people of one kind. Lines that cannot be read are named and left out.',
  method: 'post',
  path: '/v1/shops/{shop}/people/import',
  scope: 'people:write',
  input: z.strictObject({
    shop: shopInput,
    kind: personInputs.kind,
    lines: z.string().max(1_000_000).meta({
      description: 'A line for each: number;name, then ;IK for partner firms or ;e-mail for others, if known.',
    }),
  }),
  positional: ['kind'],
  answer: importAnswer,
  table: { list: 'problems', columns: ['line', 'text', 'saved', 'cause'], empty: 'Every line was saved.' },
  examples: ['kontor person import partner --lines "$(cat insurers.csv)"'],
  async run({ database }, { shop: shopId, kind, lines }, { actor }, speaker) {
    const pasted = pastedLines(lines);
    if (pasted.length > mostLines) return failure(422, reason('person.too_many_lines', { most: mostLines }));
    const read = pasted.map((line) => ({ ...line, ...readLine(kind, line) }));
    // Of two lines with one number, the later one counts.
    const people = new Map(read.flatMap(({ person: known }) => (known ? [[known.number, known] as const] : [])));
    if (people.size > 0) {
      await savePeople(database.pool, shopId, [...people.values()].map(newPersonOf));
      await changed(database, { shopId, actor, journal: 'person.imported', kind, lines: people.size });
    }
    const problems = read.flatMap(({ line, text, person: known, wrong }) => {
      const cause = wrong ? speaker.told(wrong).cause : known ? warningOf(known, speaker) : null;
      return cause === null ? [] : [{ line, text: text.slice(0, 200), saved: !wrong, cause }];
    });
    return success({ saved: people.size, problems });
  },
});

type Fields = z.output<typeof person>;

/** A line as a person, or why it is none. */
function readLine(kind: PeopleKind, { fields, line }: PastedLine): { person: Fields | null; wrong: Reason | null } {
  const [number = '', name = '', third = '', ...others] = fields;
  const more = kind === 'partner' ? { ik: third } : { email: third };
  const read = person.safeParse({ kind, number, name, ...more });
  const wrong =
    read.success && others.every((field) => field === '')
      ? faultOf(read.data)
      : reason('person.line_unreadable', { line, third: kind === 'partner' ? 'IK' : word('person.email') });
  return { person: wrong === null && read.success ? read.data : null, wrong };
}

/** Why the fields are those of nobody; null: they are right. */
function faultOf({ kind, ik }: Fields): Reason | null {
  if (ik === '') return null;
  if (kind !== 'partner') return reason('person.ik_of_person', { kind: kindWord(kind) });
  return judgeInstitutionCode(ik) === 'wrong' ? reason('person.ik_wrong', { ik }) : null;
}

const warningOf = ({ ik }: Fields, speaker: Speaker): string | null =>
  ik !== '' && judgeInstitutionCode(ik) === 'doubtful' ? speaker.word(word('person.ik_doubtful', { ik })) : null;

const newPersonOf = ({ email, ik, quiet, ...fields }: Fields): NewPerson => ({
  ...fields,
  quiet: quiet ?? null,
  email: email || null,
  ik: ik || null,
});

const kindWord = (kind: PeopleKind) => word(`person.kind.${kind}`);

/** What follows from a change: a line in the journal, and orders that asked for somebody are looked at again. */
async function changed(
  { pool }: Parts['database'],
  {
    shopId,
    actor,
    journal,
    ...detail
  }: { shopId: string; actor: string; journal: `person.${string}` } & Record<string, unknown>,
): Promise<void> {
  await note(pool, { shopId, orderId: null, correlationId: null, actor, code: journal, detail });
  await reviewAsking(pool, shopId);
}

export const peopleOperations = [list, save, archive, importPeople];
