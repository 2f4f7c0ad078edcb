import { fireEvent, render, screen } from '@testing-library/react';
import { TaskOptions } from './task-options.tsx';

const optionsFor = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ value: `insurer:${at}`, label: `Insurer ${at}` }));

describe('the answers to a question', () => {
  it('are buttons while they are few', () => {
    const chosen: string[] = [];
    render(<TaskOptions options={optionsFor(6)} isBusy={false} onChosen={(option) => chosen.push(option)} />);
    fireEvent.click(screen.getByRole('button', { name: 'Insurer 5' }));
    expect(chosen).toEqual(['insurer:5']);
  });

  it('can be searched when they are many', () => {
    // The list scrolls to its chosen entry; jsdom has no layout, and so no scrolling.
    Element.prototype.scrollIntoView = () => undefined;
    const chosen: string[] = [];
    render(<TaskOptions options={optionsFor(200)} isBusy={false} onChosen={(option) => chosen.push(option)} />);
    expect(screen.queryByRole('button', { name: 'Insurer 177' })).toBeNull();
    const field = screen.getByRole('combobox', { name: 'Answer' });
    fireEvent.focus(field);
    fireEvent.change(field, { target: { value: 'Insurer 177' } });
    fireEvent.click(screen.getByRole('option', { name: 'Insurer 177' }));
    fireEvent.click(screen.getByRole('button', { name: 'Decide' }));
    expect(chosen).toEqual(['insurer:177']);
  });
});
