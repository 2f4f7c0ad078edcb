import { askShop } from '../ask-shop.ts';
import { dialogOf, type DialogTexts } from './dialog.ts';

/** What the list of plugins hands over to this script. */
interface DeactivationSettings {
  readonly url: string;
  readonly nonce: string;
  /** The plugin's file, as the list names its row. */
  readonly plugin: string;
  /** Whether deleting the plugin keeps what it has stored. */
  readonly keep: boolean;
  readonly texts: DialogTexts;
}

const settings = (window as unknown as { kontorBridge: DeactivationSettings }).kontorBridge;
const link = document.querySelector<HTMLAnchorElement>(`tr[data-plugin="${settings.plugin}"] .deactivate a`);

/**
 * Asks, before the plugin is deactivated, what to keep if it is deleted. If the answer cannot be stored, the former
 * setting stays.
 */
link?.addEventListener('click', (event) => {
  event.preventDefault();
  const dialog = dialogOf(document, settings.texts, settings.keep);
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    const keep = dialog.querySelector<HTMLInputElement>('[value=keep]')?.checked ?? true;
    dialog.remove();
    if (dialog.returnValue !== 'deactivate') return;
    void askShop(settings.url, settings.nonce, { keep }).then(() => window.location.assign(link.href));
  });
  dialog.showModal();
});
