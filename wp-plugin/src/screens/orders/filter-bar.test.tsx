import { fireEvent } from '@testing-library/react';
import { show } from '../testing/show.tsx';
import { FilterBar } from './filter-bar.tsx';

const open = () => {
  const shown = show(<FilterBar connections={[]} />, { at: '?tab=orders' });
  fireEvent.click(shown.getByRole('button', { name: 'Filters' }));
  const enter = (label: string, value: string) => fireEvent.change(shown.getByLabelText(label), { target: { value } });
  return { shown, enter, apply: () => fireEvent.click(shown.getByRole('button', { name: 'Show' })) };
};

describe('the filters by amount', () => {
  it('are sent in the bridge’s form, however somebody writes them', () => {
    const { shown, enter, apply } = open();
    enter('Total at least', '1 234,50');
    enter('Total at most', '2.000,00');
    apply();
    expect(shown.place().params).toEqual({ least: '1234.50', most: '2000.00' });
  });

  it('show a fault at a field that holds no amount, and send nothing until it is corrected', async () => {
    const { shown, enter, apply } = open();
    enter('Total at least', 'much');
    enter('Total at most', '100');
    apply();
    expect(shown.place().params).toEqual({});
    const field = shown.getByLabelText('Total at least') as HTMLInputElement;
    expect(field.value).toBe('much');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(shown.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
      'This is not an amount. Write it like 1234.50.',
    ]);
    expect(await shown.violations()).toEqual([]);
    enter('Total at least', '10');
    apply();
    expect(shown.place().params).toEqual({ least: '10', most: '100' });
  });
});
