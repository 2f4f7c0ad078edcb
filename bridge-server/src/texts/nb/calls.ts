import type { callWords as english } from '../en/calls.ts';
import type { TranslatedWords } from '../text.ts';

/** Why a call of a vendor brought nothing, told within another sentence. */
export const callWords = {
  'sent.no_address': 'Adressen er ingen adresse.',
  'sent.other_protocol': '{protocol} er verken http eller https.',
  'sent.password': 'Adressen inneholder en bruker eller et passord.',
  'sent.no_https': '{host} spørres uten https og står ikke i {variable}.',
  'sent.private_address': '{host} er ingen offentlig adresse og står ikke i {variable}.',
  'sent.no_room': 'Kvoten for forespørsler er brukt opp.',
  'sent.too_late': 'Tiden forespørselen kunne sendes i, var ute.',
  'sent.no_connection': 'Det ble ingen forbindelse til {host} innen {milliseconds} ms.',
  'sent.unreachable': '{host} kan ikke nås ({fault}).',
  'sent.no_answer': '{host} svarte ikke innen {milliseconds} ms.',
  'sent.lost': 'Forbindelsen til {host} ble brutt.',
  'sent.lost_by': 'Forbindelsen til {host} ble brutt ({fault}).',
  'sent.too_large': 'Svaret fra {host} er på mer enn {bytes} byte.',
  'vendor.token_refused': '{vendor} avviste et token som det nettopp hadde gitt.',
  'vendor.key_refused': '{vendor} avviste nøkkelen.',
  'vendor.too_many': 'For mange forespørsler.',
  'vendor.too_many_tokens': 'For mange forespørsler om token.',
  'vendor.answered': '{vendor} svarte {status}.',
  'vendor.forbids': '{vendor} tillater ikke {method} {path}.',
  'vendor.not_as_described': 'Svaret på {method} {path} er ikke slik {vendor} beskriver det.',
  'vendor.foreign_body': '{method} {path} ble besvart med {status} og et innhold som ikke er fra {vendor}.',
  'vendor.no_token': 'Ikke noe token: {cause}',
  'vendor.token_status': 'Token-endepunktet svarte {status}.',
  'vendor.token_foreign': 'Token-endepunktet svarte {status} med noe som ikke er fra {vendor}.',
  'note.unread': '{detail}: kan ikke leses nå. {cause}',
  'note.forbidden': '{detail}: {why}',
} as const satisfies TranslatedWords<typeof english>;
