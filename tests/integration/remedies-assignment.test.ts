import { openOrthosoftShop, type OrthosoftShop } from '../setup/orthosoft-shop.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

// Each gap about whom an order is assigned to is provoked, and then done what its remedy says.

let shop: OrthosoftShop;
beforeAll(async () => {
  shop = await openOrthosoftShop();
  await shop.ask('post', 'people/save', { kind: 'partner', number: 'AOK', name: 'AOK Nordost', ik: '109519005' });
  await shop.ask('post', 'people/save', { kind: 'branch', number: '02', name: 'Kiel' });
});
afterAll(() => shop.close());

const naming = (id: number, key: string, value: string) => simpleOrder(id, { meta_data: [{ id: 1, key, value }] });
/** The one open question about an order of the connection. */
async function question() {
  const { tasks } = (await shop.ask('get', 'tasks?kind=question')) as {
    tasks: { id: number; remedy: string; options: { value: string; label: string }[] }[];
  };
  expect(tasks).toHaveLength(1);
  return tasks[0] ?? { id: 0, remedy: '', options: [] };
}
async function decide(label: RegExp): Promise<void> {
  const { id, options } = await question();
  const option = options.find((each) => label.test(each.label))?.value;
  await shop.ask('post', `tasks/${id}/decide`, { option });
}
const fetchable = ['order handed_over offered'];

describe('an order with an insurer that the office does not have', () => {
  const code = 'gap.insurer_unknown';
  const insured = (id: number, ik: string) => naming(id, '_kontor_insurer_ik', ik);

  it('goes to the insurer that a person chooses, and so does the next order that names it', async () => {
    await shop.send(insured(1, '109911114'));
    await shop.untilStanding(1, [`order blocked ${code}`]);
    await decide(/^AOK Nordost \(109519005\)$/);
    await shop.untilStanding(1, fetchable);
    expect(await shop.offered(1)).toContain('<insurer name="AOK Nordost" ik="109519005">AOK</insurer>');
    await shop.send(insured(2, '109911114'));
    await shop.untilStanding(2, fetchable);
    expect(await shop.offered(2)).toContain('ik="109519005"');
  });

  it('is handed over without an insurer, if a person says so', async () => {
    await shop.send(insured(3, '109500969'));
    await shop.untilStanding(3, [`order blocked ${code}`]);
    await decide(/without an insurer/);
    await shop.untilStanding(3, fetchable);
    const xml = await shop.offered(3);
    expect(xml).toContain('<items>');
    expect(xml).not.toContain('<insurer');
  });

  it('goes on by itself, and its task ends, once the insurer is among the partner firms', async () => {
    await shop.send(insured(4, '101575519'));
    await shop.untilStanding(4, [`order blocked ${code}`]);
    expect((await question()).remedy).toContain('enter the insurer among the partner firms');
    await shop.ask('post', 'people/import', { kind: 'partner', lines: 'TK;Techniker Krankenkasse;101575519' });
    await shop.untilStanding(4, fetchable);
    expect(await shop.offered(4)).toContain('ik="101575519"');
    expect(await shop.ask('get', 'tasks')).toMatchObject({ tasks: [] });
  });

  it('goes on by itself once a mistyped IK is corrected on the order', async () => {
    await shop.send(insured(5, '109519006'));
    await shop.untilStanding(5, [`order blocked ${code}`]);
    expect((await question()).remedy).toContain('correct it on the order in the shop');
    await shop.send(insured(5, '109519005'));
    await shop.untilStanding(5, fetchable);
    expect(await shop.offered(5)).toContain('ik="109519005"');
    expect(await shop.ask('get', 'tasks')).toMatchObject({ tasks: [] });
  });

  it('leaves no trace of the insurer in the journal', async () => {
    expect(JSON.stringify(await shop.ask('get', 'journal?limit=500'))).not.toMatch(
      /109911114|109500969|101575519|109519006/,
    );
  });
});

describe('an order with a branch that the office does not have', () => {
  const code = 'gap.branch_unknown';

  it('goes to the branch that a person chooses', async () => {
    await shop.send(naming(11, '_kontor_branch', 'Lübeck'));
    await shop.untilStanding(11, [`order blocked ${code}`]);
    await decide(/^Kiel/);
    await shop.untilStanding(11, fetchable);
    expect(await shop.offered(11)).toContain('<branch name="Kiel">02</branch>');
  });

  it("goes to the connection's own branch, if a person says so", async () => {
    await shop.send(naming(12, '_kontor_branch', 'Rostock'));
    await shop.untilStanding(12, [`order blocked ${code}`]);
    await decide(/named no branch/);
    await shop.untilStanding(12, fetchable);
    const xml = await shop.offered(12);
    expect(xml).toContain('<items>');
    expect(xml).not.toContain('<branch');
  });

  it('goes on by itself once the branch is among the branches', async () => {
    await shop.send(naming(13, '_kontor_branch', 'Husum'));
    await shop.untilStanding(13, [`order blocked ${code}`]);
    await shop.ask('post', 'people/save', { kind: 'branch', number: '03', name: 'Husum' });
    await shop.untilStanding(13, fetchable);
    expect(await shop.offered(13)).toContain('<branch name="Husum">03</branch>');
  });
});
