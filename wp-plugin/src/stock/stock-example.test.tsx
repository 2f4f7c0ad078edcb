import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StockExample } from './stock-example.tsx';

describe('the block in the editor', () => {
  it('shows an example, and asks nothing', () => {
    render(<StockExample attributes={{ sku: '' }} setAttributes={() => undefined} />);
    expect(screen.getByText('12 in stock at the office, as of 14:05')).toBeTruthy();
  });

  it('takes the SKU of another article than that of the page', async () => {
    const changes: unknown[] = [];
    render(<StockExample attributes={{ sku: '' }} setAttributes={(change) => changes.push(change)} />);
    await userEvent.setup().type(screen.getByLabelText('SKU'), 'A');
    expect(changes).toEqual([{ sku: 'A' }]);
  });
});
