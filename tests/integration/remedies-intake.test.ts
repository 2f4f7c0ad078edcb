import { openOrthosoftShop, type OrthosoftShop } from '../setup/orthosoft-shop.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

/** Gaps of orders that an office fetches, each resolved as its remedy says. */

let shop: OrthosoftShop;
beforeAll(async () => {
  shop = await openOrthosoftShop();
});
afterAll(() => shop.close());

/** Sends the order with this text in a field; an empty text clears the field. */
const sendWith = (order: number, key: string, value: string) =>
  shop.send(simpleOrder(order, { meta_data: [{ id: 1, key, value }] }));

interface Way {
  code: 'gap.insurer_number' | 'gap.day_unreadable';
  key: string;
  wrong: string;
  /** The part of the remedy that is followed. */
  says: string;
  follow(order: number): Promise<unknown>;
}

const ik = '_kontor_insurer_ik';
const birthDate = '_kontor_patient_birth_date';
const corrected = (key: string, value: string) => (order: number) => sendWith(order, key, value);

async function decideRight(): Promise<void> {
  const { tasks } = (await shop.ask('get', 'tasks')) as {
    tasks: { id: number; options: { label: string; value: string }[] }[];
  };
  const task = tasks.find(({ options }) => options.some(({ label }) => label === 'The IK 260326824 is right'));
  await shop.ask('post', `tasks/${task?.id}/decide`, { option: task?.options[0]?.value });
}

const ways: readonly Way[] = [
  {
    code: 'gap.insurer_number',
    key: ik,
    wrong: '260326823',
    says: 'Correct the field "_kontor_insurer_ik"',
    follow: corrected(ik, '260326822'),
  },
  { code: 'gap.insurer_number', key: ik, wrong: '260326823', says: 'or clear it.', follow: corrected(ik, '') },
  { code: 'gap.insurer_number', key: ik, wrong: '260326824', says: 'decide that it is right.', follow: decideRight },
  {
    code: 'gap.insurer_number',
    key: ik,
    wrong: 'AOK',
    says: 'Correct the field "_kontor_insurer_ik"',
    follow: corrected(ik, '109911114'),
  },
  {
    code: 'gap.day_unreadable',
    key: birthDate,
    wrong: 'May',
    says: 'Correct the field "_kontor_patient_birth_date"',
    follow: corrected(birthDate, '1950-05-14'),
  },
  { code: 'gap.day_unreadable', key: birthDate, wrong: 'May', says: 'or clear it.', follow: corrected(birthDate, '') },
];

it.each(ways.map((way, index) => ({ ...way, order: index + 1 })))(
  '$code ($wrong): $says',
  async ({ code, key, wrong, says, follow, order }) => {
    await sendWith(order, key, wrong);
    await shop.untilStanding(order, [`order blocked ${code}`]);
    const shown = await shop.ask('get', `transfers/${(await shop.transfersOf(order))[0]?.id}`);
    expect(shown['remedy']).toContain(says);
    await follow(order);
    await shop.untilStanding(order, ['order handed_over offered']);
  },
);
