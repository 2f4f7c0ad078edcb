import { fireEvent } from '@testing-library/react';
import { show } from '../testing/show.tsx';
import { FilterBar } from './filter-bar.tsx';

const open = () => {
  const shown = show(<FilterBar connections={[]} />, { at: '?tab=orders' });
  fireEvent.click(shown.getByRole('button', { name: 'Filters' }));
  const enter = (label: string, value: string) => fireEvent.change(shown.getByLabelText(label), { target: { value } });
  return { shown, enter, apply: () => fireEvent.click(shown.getByRole('button', { name: 'Show' })) };
};

describe('the filters by sums', () => {
  it('are sent as the bridge reads sums, however somebody writes them', () => {
    const { shown, enter, apply } = open();
    enter('Sum at least', '1 234,50');
    enter('Sum at most', '2.000,00');
    apply();
    expect(shown.place().params).toEqual({ least: '1234.50', most: '2000.00' });
  });

  it('say at the field what is no sum, and send nothing until it is mended', async () => {
    const { shown, enter, apply } = open();
    enter('Sum at least', 'much');
    enter('Sum at most', '100');
    apply();
    expect(shown.place().params).toEqual({});
    const field = shown.getByLabelText('Sum at least') as HTMLInputElement;
    expect([field.value, field.getAttribute('aria-invalid')]).toEqual(['much', 'true']);
    expect(shown.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
      'This is no sum. Write it as 1234.50.',
    ]);
    expect(await shown.violations()).toEqual([]);
    enter('Sum at least', '10');
    apply();
    expect(shown.place().params).toEqual({ least: '10', most: '100' });
  });
});
