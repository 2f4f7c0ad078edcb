/** The texts of the dialog in the admin's language. */
export interface DialogTexts {
  readonly title: string;
  readonly waits: string;
  readonly question: string;
  readonly keep: string;
  readonly erase: string;
  readonly deactivate: string;
  readonly cancel: string;
}

/**
 * Makes the dialog. Its return value is `deactivate` or `cancel`. The browser keeps the focus inside, and closes the
 * dialog when somebody presses Escape.
 */
export function dialogOf(page: Document, texts: DialogTexts, keep: boolean): HTMLDialogElement {
  const dialog = page.createElement('dialog');
  dialog.className = 'kontor-dialog';
  const form = page.createElement('form');
  form.method = 'dialog';
  const heading = page.createElement('h2');
  heading.textContent = texts.title;
  const choices = page.createElement('fieldset');
  const question = page.createElement('legend');
  question.textContent = texts.question;
  choices.append(question, choice(page, 'keep', texts.keep, keep), choice(page, 'erase', texts.erase, !keep));
  const waits = page.createElement('p');
  waits.textContent = texts.waits;
  const buttons = page.createElement('p');
  buttons.append(
    button(page, 'deactivate', texts.deactivate, 'button-primary'),
    ' ',
    button(page, 'cancel', texts.cancel),
  );
  form.append(heading, waits, choices, buttons);
  dialog.append(form);
  return dialog;
}

function choice(page: Document, value: string, text: string, checked: boolean): HTMLElement {
  const line = page.createElement('p');
  const label = page.createElement('label');
  const input = page.createElement('input');
  Object.assign(input, { type: 'radio', name: 'kontor-keep', value, checked });
  label.append(input, ` ${text}`);
  line.append(label);
  return line;
}

function button(page: Document, value: string, text: string, look = ''): HTMLButtonElement {
  const element = page.createElement('button');
  Object.assign(element, { value, className: `button ${look}`.trim(), textContent: text });
  return element;
}
