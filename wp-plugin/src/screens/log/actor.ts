import { __, sprintf } from '@wordpress/i18n';

/** An actor of the journal in words: Kontor itself, the office, or a person by name. */
export function actorInWords(actor: string): string {
  switch (actor) {
    case 'worker':
    case 'janitor':
    case 'settings':
      return 'Kontor';
    case 'intake':
      return __('this shop', 'kontor-bridge');
    case 'office':
      return __('the office', 'kontor-bridge');
  }
  const [, kind, name = ''] = /^(operator|shop|pairing):(.*)$/.exec(actor) ?? [];
  // `(act)`: the shop's server signed for the person, since the page is not served over https.
  const person = name.split('/')[1]?.replace(/ \(act\)$/, '');
  if (kind === 'shop') return person ?? __('this shop', 'kontor-bridge');
  if (kind === 'operator')
    /* translators: %s: name of whoever runs the bridge */
    return sprintf(__('%s (runs the bridge)', 'kontor-bridge'), name);
  return kind === 'pairing' ? __('somebody with a pairing code', 'kontor-bridge') : actor;
}
