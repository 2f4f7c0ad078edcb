import { waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PersonView } from '@kontor/shared/api/people';
import { refusedWith, show } from '../testing/show.tsx';
import { People } from './people.tsx';

const aok: PersonView = {
  kind: 'partner',
  number: 'AOK',
  name: 'AOK Nordost',
  email: null,
  ik: '109519005',
  quiet: false,
  archived: false,
};
const former: PersonView = { ...aok, number: 'BKK', name: 'BKK Küste', ik: null, archived: true };
const listed = { 'GET /people': { people: [aok, former] } };
const at = '?tab=connections&people=partner';

describe('the people of the office', () => {
  it('are four lists, and the address names one', async () => {
    const shown = show(<People />, { answers: listed, at });
    expect(await shown.findByText('AOK Nordost', { selector: 'td' })).toBeTruthy();
    expect(shown.getByText('109519005')).toBeTruthy();
    expect(shown.asked[0]?.query).toMatchObject({ kind: 'partner' });
    expect(await shown.violations()).toEqual([]);
    await userEvent.click(shown.getByText('Clerks'));
    expect(shown.place().params).toEqual({ people: 'clerk' });
    expect(await shown.findByText('Who works on orders in the office, and whose the tasks are.')).toBeTruthy();
  });

  it('show those that are not used any more on demand, which can be used again', async () => {
    const user = userEvent.setup();
    const shown = show(<People />, { answers: { ...listed, 'POST /people/save': former }, at });
    await user.click(await shown.findByLabelText('Also show those that are not used any more'));
    expect(shown.getByText('not used any more')).toBeTruthy();
    await user.click(shown.getByRole('button', { name: 'Use again BKK Küste' }));
    expect(await shown.findByText('BKK Küste is in use again.')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'POST /people/save')?.body).toEqual({
      kind: 'partner',
      number: 'BKK',
      name: 'BKK Küste',
      email: '',
      ik: '',
    });
  });

  it('are archived by a button', async () => {
    const shown = show(<People />, { answers: { ...listed, 'POST /people/archive': former }, at });
    await userEvent.click(await shown.findByRole('button', { name: 'Archive AOK Nordost' }));
    expect(await shown.findByText('AOK Nordost is not used any more.')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'POST /people/archive')?.body).toEqual({
      kind: 'partner',
      number: 'AOK',
    });
  });
});

describe('the form of a person', () => {
  it('adds a new one, refuses a number that is taken, and says what to compare', async () => {
    const user = userEvent.setup();
    const shown = show(<People />, {
      answers: { ...listed, 'POST /people/save': { ...aok, warning: 'The check digit is wrong.' } },
      at,
    });
    await user.click(await shown.findByText('Add a partner firm', { selector: 'button' }));
    await user.keyboard('BKK');
    expect(shown.getByRole('alert').textContent).toContain('taken');
    await user.keyboard('-N');
    await user.type(shown.getByLabelText('Name', { selector: 'input' }), 'BKK Nord');
    await user.type(shown.getByLabelText('IK', { selector: 'input' }), '109911115');
    expect(await shown.violations()).toEqual([]);
    await user.click(shown.getByText('Save', { selector: 'button' }));
    expect(await shown.findByText('BKK Nord is saved. The check digit is wrong.')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'POST /people/save')?.body).toEqual({
      kind: 'partner',
      number: 'BKK-N',
      name: 'BKK Nord',
      quiet: false,
      email: '',
      ik: '109911115',
    });
  });

  it('changes one that exists, whose number stays, and says why it was refused', async () => {
    const user = userEvent.setup();
    const shown = show(<People />, { answers: { ...listed, 'POST /people/save': refusedWith('person.ik_wrong') }, at });
    await user.click(await shown.findByRole('button', { name: 'Change AOK Nordost' }));
    expect(shown.getByLabelText('Number or short name', { selector: 'input' })).toHaveProperty('readOnly', true);
    await user.click(shown.getByText('Save', { selector: 'button' }));
    expect(await shown.findByText('person.ik_wrong c1')).toBeTruthy();
  });
});

describe('a pasted list', () => {
  it('is saved, and its lines that could not be read stay with why', async () => {
    const user = userEvent.setup();
    const problems = [
      { line: 2, text: ';nobody', saved: false, cause: 'Line 2 has no number.' },
      { line: 3, text: 'X;BKK;109519006', saved: true, cause: 'The check digit is wrong.' },
    ];
    const shown = show(<People />, { answers: { ...listed, 'POST /people/import': { saved: 1, problems } }, at });
    await user.click(await shown.findByText('Paste a list', { selector: 'button' }));
    const field = shown.getByLabelText('Lines');
    await user.type(field, 'TK;Techniker{enter};nobody');
    await user.click(shown.getByText('Save', { selector: 'button' }));
    expect(await shown.findByText('Line 2 has no number.')).toBeTruthy();
    expect(shown.getByText('1 entry is saved.')).toBeTruthy();
    await waitFor(() => expect(field).toHaveProperty('value', ';nobody'));
    expect(await shown.violations()).toEqual([]);
    expect(shown.getByText('Line 2 has no number.').textContent).toMatch(/^Not saved:/);
    expect(shown.getByText('The check digit is wrong.').textContent).toMatch(/^Saved all the same:/);
  });
});
