/** An input to watch: its id, what its value must be, and what to say if it is not. */
export interface Watched {
  readonly ids: readonly string[];
  readonly isRight: (value: string) => boolean;
  readonly hint: string;
}

/**
 * Shows a hint below an input once the customer leaves it with a wrong value, and takes it away when the value is right
 * or empty. The checkout goes on in either case. The block checkout makes its inputs later, so the page is watched.
 */
export function showHints(page: Document, { ids, isRight, hint }: Watched): void {
  page.addEventListener('focusout', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !ids.includes(target.id)) return;
    const id = `${target.id}-hint`;
    page.getElementById(id)?.remove();
    target.removeAttribute('aria-describedby');
    if (target.value.trim() === '' || isRight(target.value)) return;
    const text = page.createElement('p');
    text.id = id;
    text.className = 'kontor-hint';
    text.setAttribute('role', 'alert');
    // The colour of WooCommerce's own messages below a field. The order can be placed all the same.
    Object.assign(text.style, { color: '#cc1818', fontSize: '0.875em', margin: '4px 0 12px' });
    text.textContent = hint;
    target.setAttribute('aria-describedby', id);
    const box = target.closest('.wc-block-components-text-input, .form-row') ?? target;
    box.insertAdjacentElement('afterend', text);
  });
}
