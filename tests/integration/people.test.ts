import { openOrthosoftShop, type OrthosoftShop } from '../setup/orthosoft-shop.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

let shop: OrthosoftShop;
beforeAll(async () => {
  shop = await openOrthosoftShop();
});
afterAll(() => shop.close());

const peopleOf = async (query = ''): Promise<string[]> =>
  ((await shop.ask('get', `people${query}`)) as { people: { number: string; name: string }[] }).people.map(
    ({ number, name }) => `${number} ${name}`,
  );
const save = (kind: string, number: string, name: string, more: object = {}) =>
  shop.ask('post', 'people/save', { kind, number, name, ...more });

describe("the people of a shop's office", () => {
  it('are kept by kind and number, and saving a number again changes its entry', async () => {
    await save('branch', '01', 'Hamburg');
    await save('branch', '01', 'Hamburg-Altona', { email: 'altona@example.com' });
    await save('clerk', '01', 'Jan Muster');
    expect(await peopleOf('?kind=branch')).toEqual(['01 Hamburg-Altona']);
    expect(await peopleOf()).toEqual(['01 Hamburg-Altona', '01 Jan Muster']);
  });

  it('are taken out of use without being deleted, and come back when they are saved', async () => {
    await save('employee', 'WEB', 'Webshop');
    expect(await shop.ask('post', 'people/archive', { kind: 'employee', number: 'WEB' })).toMatchObject({
      archived: true,
    });
    expect(await peopleOf('?kind=employee')).toEqual([]);
    expect(await peopleOf('?kind=employee&archived=true')).toEqual(['WEB Webshop']);
    await save('employee', 'WEB', 'Webshop');
    expect(await peopleOf('?kind=employee')).toEqual(['WEB Webshop']);
  });

  it('are refused with a wrong IK, an IK of a person, and a number that nobody has', async () => {
    await expect(save('partner', 'X', 'X', { ik: '260326823' })).rejects.toThrow('person.ik_wrong');
    await expect(save('clerk', 'X', 'X', { ik: '109519005' })).rejects.toThrow('person.ik_of_person');
    await expect(save('clerk', 'X', 'X', { email: 'nobody' })).rejects.toThrow('input.wrong');
    await expect(shop.ask('post', 'people/archive', { kind: 'clerk', number: 'X' })).rejects.toThrow('person.unknown');
  });

  it('are warned of, if the check digit of an insurer is wrong', async () => {
    expect(await save('partner', 'BKK', 'BKK', { ik: '109911115' })).toMatchObject({
      ik: '109911115',
      warning: expect.stringContaining('109911115'),
    });
    expect(await save('partner', 'BKK', 'BKK', { ik: '109 911 114' })).toMatchObject({
      ik: '109911114',
      warning: null,
    });
  });

  it('are saved from a pasted list, and lines that cannot be read are named', async () => {
    const lines = [
      'AOK;AOK Nordost;109519005',
      'TK\tTechniker\t',
      ';nobody',
      'X;X;26032682',
      'Y;Y;109911115',
      'Z;Z;;more',
    ];
    const answer = await shop.ask('post', 'people/import', { kind: 'partner', lines: lines.join('\r\n') });
    expect(answer).toMatchObject({
      saved: 3,
      problems: [
        { line: 3, text: ';nobody', saved: false },
        { line: 4, saved: false, cause: expect.stringContaining('26032682') },
        { line: 5, saved: true },
        { line: 6, saved: false },
      ],
    });
    expect(await peopleOf('?kind=partner')).toEqual(['AOK AOK Nordost', 'BKK BKK', 'TK Techniker', 'Y Y']);
    const long = `${'1;A\n'.repeat(5001)}`;
    await expect(shop.ask('post', 'people/import', { kind: 'clerk', lines: long })).rejects.toThrow(
      'person.too_many_lines',
    );
  });

  it('are offered by the settings of the connection, without those out of use', async () => {
    await save('clerk', 'berit', 'Berit Muster');
    await shop.ask('post', 'people/archive', { kind: 'clerk', number: '01' });
    const { options } = (await shop.ask('get', `connections/${shop.connection}/options`)) as {
      options: { list: string }[];
    };
    expect(options.filter(({ list }) => list === 'clerks')).toEqual([
      { list: 'clerks', value: 'berit', label: 'Berit Muster (berit)' },
    ]);
  });
});

describe('an order of the office', () => {
  it('is previewed with its branch and its clerk', async () => {
    await save('branch', '02', 'Kiel');
    const settings = { branch: '02', clerks: [{ branch: '02', clerk: 'berit' }] };
    await shop.ask('post', `connections/${shop.connection}/change`, { settings });
    await shop.send(simpleOrder(1));
    await shop.untilStanding(1, ['order handed_over offered']);
    expect(await shop.ask('get', `orders/1/preview?connection=${shop.connection}`)).toMatchObject({
      references: expect.arrayContaining([
        { kind: 'branch', value: 'Kiel (02)' },
        { kind: 'clerk', value: 'Berit Muster (berit)' },
      ]),
    });
    expect(await shop.ask('get', 'tasks')).toMatchObject({ tasks: [] });
  });

  it('becomes a task of its clerk, if the settings want one for every order, and is looked at only once', async () => {
    await shop.ask('post', `connections/${shop.connection}/change`, { settings: { tasks: 'every_order' } });
    await shop.send(simpleOrder(2));
    await shop.untilStanding(2, ['order handed_over offered']);
    const { tasks } = (await shop.ask('get', 'tasks')) as { tasks: { id: number }[] };
    expect(tasks).toMatchObject([{ kind: 'new', clerk: 'berit', code: 'task.new_order', subject: { id: '2' } }]);
    await shop.ask('post', `tasks/${tasks[0]?.id}/done`, {});
    await shop.send(simpleOrder(2, { customer_note: 'Bitte links.' }));
    await shop.untilStanding(2, ['order handed_over offered']);
    await until(
      async () => (await shop.offered(2)).includes('Bitte links.'),
      async () => (await shop.standing(2)).join('; '),
    );
    expect(await shop.ask('get', 'tasks')).toMatchObject({ tasks: [] });
  });
});
