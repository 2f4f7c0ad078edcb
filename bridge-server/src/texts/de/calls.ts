import type { callWords as english } from '../en/calls.ts';
import type { TranslatedWords } from '../text.ts';

/** Why a call to a vendor failed. These sentences stand within other texts. */
export const callWords = {
  'sent.no_address': 'Das ist keine Adresse.',
  'sent.other_protocol': '{protocol} ist weder http noch https.',
  'sent.password': 'Die Adresse enthält einen Benutzer oder ein Passwort.',
  'sent.no_https': '{host} würde ohne https aufgerufen und steht nicht in {variable}.',
  'sent.private_address': '{host} ist keine öffentliche Adresse und steht nicht in {variable}.',
  'sent.no_room': 'Die erlaubte Zahl von Anfragen ist vorerst ausgeschöpft.',
  'sent.too_late': 'Die Anfrage wurde nicht gesendet, weil ihre Zeit abgelaufen war.',
  'sent.no_connection': 'Zu {host} kam innerhalb von {milliseconds} ms keine Verbindung zustande.',
  'sent.unreachable': '{host} ist nicht erreichbar ({fault}).',
  'sent.no_answer': '{host} hat nicht innerhalb von {milliseconds} ms geantwortet.',
  'sent.lost': 'Die Verbindung zu {host} ging verloren.',
  'sent.lost_by': 'Die Verbindung zu {host} ging verloren ({fault}).',
  'sent.too_large': 'Die Antwort von {host} hat mehr als {bytes} Bytes.',
  'vendor.token_refused': '{vendor} hat ein Token abgelehnt, das es gerade erst ausgestellt hatte.',
  'vendor.key_refused': '{vendor} hat den Schlüssel abgelehnt.',
  'vendor.too_many': 'Zu viele Anfragen.',
  'vendor.too_many_tokens': 'Zu viele Anfragen nach Token.',
  'vendor.answered': '{vendor} hat mit {status} geantwortet.',
  'vendor.forbids': '{vendor} erlaubt {method} {path} nicht.',
  'vendor.not_as_described': 'Die Antwort auf {method} {path} hat nicht die Form, die {vendor} beschreibt.',
  'vendor.foreign_body':
    '{method} {path} wurde mit {status} und einem Inhalt beantwortet, der nicht von {vendor} stammt.',
  'vendor.no_token': 'Kein Token: {cause}',
  'vendor.token_status': 'Die Anfrage nach einem Token wurde mit {status} beantwortet.',
  'vendor.token_foreign':
    'Die Anfrage nach einem Token wurde mit {status} und einem Inhalt beantwortet, der nicht von {vendor} stammt.',
  'note.unread': '{detail}: derzeit nicht lesbar. {cause}',
  'note.forbidden': '{detail}: {why}',
} as const satisfies TranslatedWords<typeof english>;
