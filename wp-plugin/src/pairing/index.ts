import { askShop } from '../ask-shop.ts';
import { doParts } from './parts.ts';

/** What the page hands over to this script. */
interface PairingSettings {
  readonly url: string;
  readonly nonce: string;
  readonly parts: readonly string[];
  /** What to say if the shop itself does not answer. */
  readonly fault: string;
}

const settings = (window as unknown as { kontorBridge: PairingSettings }).kontorBridge;
const form = document.querySelector<HTMLFormElement>('#kontor-form-pair');
const steps = document.querySelector<HTMLElement>('#kontor-steps');

/** Pairs in several requests instead of the form's one request, so that the steps are ticked off one by one. */
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  const code = form.querySelector('textarea')?.value ?? '';
  const button = form.querySelector<HTMLButtonElement>('[type=submit]');
  if (button) button.disabled = true;
  const ask = (part: string) => askShop(settings.url + part, settings.nonce, { code });
  const show = (html: string) => {
    // The HTML comes from the shop, which has escaped every text.
    if (steps) steps.innerHTML = html;
  };
  void doParts(settings.parts, ask, show).then((ending) => {
    if (button) button.disabled = false;
    if (ending === 'paired') window.location.reload();
    // If another plugin closes the REST API, the form still works: it pairs in one request.
    // The call goes through the prototype, since the form's button is named submit and hides form.submit.
    if (ending === 'unanswered') {
      if (steps) steps.textContent = settings.fault;
      HTMLFormElement.prototype.submit.call(form);
    }
  });
});
