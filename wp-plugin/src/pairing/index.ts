import { askShop } from '../ask-shop.ts';
import { doParts } from './parts.ts';

/** What the page gives this script. */
interface PairingSettings {
  readonly url: string;
  readonly nonce: string;
  readonly parts: readonly string[];
  /** What to say where the shop itself does not answer. */
  readonly fault: string;
}

const settings = (window as unknown as { kontorBridge: PairingSettings }).kontorBridge;
const form = document.querySelector<HTMLFormElement>('#kontor-form-pair');
const steps = document.querySelector<HTMLElement>('#kontor-steps');

/** Pairs part by part in place of the form's one request, so that the steps are ticked off one by one. */
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const code = form.querySelector('textarea')?.value ?? '';
  const button = form.querySelector<HTMLButtonElement>('[type=submit]');
  if (button) button.disabled = true;
  const ask = (part: string) => askShop(settings.url + part, settings.nonce, { code });
  const show = (html: string) => {
    // The shop's own HTML, in which every text is escaped.
    if (steps) steps.innerHTML = html;
  };
  void doParts(settings.parts, ask, show).then((ending) => {
    if (button) button.disabled = false;
    if (ending === 'paired') window.location.reload();
    // A plugin that closes the REST API keeps the form itself open; it does the same in one go. A button named submit hides form.submit.
    if (ending === 'unanswered') {
      if (steps) steps.textContent = settings.fault;
      HTMLFormElement.prototype.submit.call(form);
    }
  });
});
